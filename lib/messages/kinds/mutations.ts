import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { scheduleWeek } from '../causes/mutations';
import type { KindForm } from './schema';

/** What is sent when, for one kind. What waits already is asked about it again before it goes. */
export async function saveKind(
  tx: TenantTx,
  { kind, settings }: KindForm,
  { institutionId, timeZone, now }: { institutionId: string; timeZone: string; now: Date },
): Promise<void> {
  const line = { institutionId_line: { institutionId, line: 'WHATSAPP' } };
  const row = await tx.messageChannel.upsert({
    where: line,
    create: { institutionId, id: v7(), line: 'WHATSAPP' },
    update: {},
    select: { id: true, kinds: true },
  });
  const before = (row.kinds as Record<string, unknown> | null)?.[kind];
  if (JSON.stringify(before) === JSON.stringify(settings)) return;
  const kinds = { ...(row.kinds as Record<string, object>), [kind]: settings };
  await tx.messageChannel.update({ where: line, data: { kinds, updatedAt: now } });
  await appendAudit(
    tx,
    {
      action: 'messages.kindSet',
      subject: 'channel',
      subjectId: row.id,
      detail: { kind, settings: [before ?? null, settings] },
    },
    v7(),
  );
  if (kind === 'WEEKLY_REPORT') await scheduleWeek(tx, { institutionId, timeZone, now });
}
