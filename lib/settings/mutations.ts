import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getSettings } from './queries';
import type { SettingSection } from './schema';

/** JSON as a room's own schema made it. */
type Value = { readonly [key: string]: unknown };

/** Writes one section whole and leaves the others alone. What says nothing new is not written, nor noted.
 *  @param value as the room's schema parsed it: nothing is checked here */
export async function saveSettings(
  tx: TenantTx,
  { section, value }: { section: SettingSection; value: Value },
  who: { institution: Pick<Scope['institution'], 'id'> },
): Promise<void> {
  const institutionId = who.institution.id;
  const before = (await getSettings(tx, { institutionId }))[section];
  const [same] = await tx.$queryRaw<{ same: boolean }[]>`
    SELECT ${JSON.stringify(before)}::jsonb = ${JSON.stringify(value)}::jsonb AS same`;
  if (same?.same) return;
  const kept = { [section]: JSON.parse(JSON.stringify(value)), updatedAt: new Date() };
  await tx.institutionSettings.upsert({
    where: { institutionId_id: { institutionId, id: institutionId } },
    create: { institutionId, id: institutionId, ...kept },
    update: kept,
  });
  await appendAudit(
    tx,
    {
      action: 'settings.changed',
      subject: 'institution',
      subjectId: institutionId,
      detail: { section, value: [before, value] },
    },
    v7(),
  );
}
