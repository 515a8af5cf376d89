import 'server-only';
import { enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getSchool } from '../compose/queries';
import { decentMoment } from '../kinds/rules';
import { kindOf, type SentKind } from '../kinds/schema';
import type { Of } from '../schema';
import { inPortalAlone } from './queries';

/**
 * Messages that came to an end and stand in the portal alone: a browser that the guardian has joined is told, at a
 * decent hour, that something new waits in the portal (no name, no word). Once a guardian, however many messages ended.
 * @param ids of deliveries that have just ended, well or not
 */
export async function standIn(
  tx: TenantTx,
  { institutionId, now }: Of,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  type Unsent = { id: string; guardianId: string; kind: SentKind; dueAt: Date; timeZone: string };
  const unsent = await tx.$queryRaw<Unsent[]>`
    SELECT DISTINCT ON (d.guardian_id) d.id, d.guardian_id AS "guardianId", d.kind, d.due_at AS "dueAt", i.time_zone AS "timeZone"
    FROM deliveries d
    JOIN institutions i ON i.id = d.institution_id
    JOIN guardians g ON g.institution_id = d.institution_id AND g.id = d.guardian_id
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = ANY (${[...ids]}::uuid[])
      AND ${inPortalAlone()}
      AND EXISTS (SELECT 1 FROM push_subscriptions p WHERE p.institution_id = g.institution_id AND p.user_id = g.user_id)
    ORDER BY d.guardian_id, d.due_at`;
  if (unsent.length === 0) return;
  const { kinds, weeklyHoliday } = await getSchool(tx, { institutionId });
  await enqueueAt(
    tx,
    'notifications.push',
    unsent.map(({ id, guardianId, kind, dueAt, timeZone }) => ({
      ids: { deliveryId: id },
      key: `${guardianId} unsent`,
      runAt: decentMoment(kindOf(kinds, kind), dueAt > now ? dueAt : now, { timeZone, weeklyHoliday }),
    })),
  );
}
