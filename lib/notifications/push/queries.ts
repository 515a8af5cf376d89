import 'server-only';
import { publicKey } from '@/lib/adapters/push/web';
import type { Scope } from '@/lib/core/auth/scope';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { inPortalAlone } from '@/lib/messages/standin/queries';
import type { PushPortal } from './rules';
import type { Devices, PushJob } from './schema';

/** How many browsers of the reader are told, and the key by which a further one joins. */
export async function countDevices(tx: TenantTx, { institution, userId }: Scope): Promise<Devices> {
  const count = await tx.pushSubscription.count({ where: { institutionId: institution.id, userId } });
  return { count, key: publicKey() };
}

export const devicePlace = (institutionId: string, id: string) => ({
  owner: institutionId,
  table: 'push_subscriptions',
  column: 'sealed',
  row: id,
});

export type Target = { id: string; sealed: string; language: string; portal: PushPortal };

/** Of a message whoever it still waits for: one guardian, the asatidha of the child's halqa, or the office. */
const ofConversation = (institutionId: string, { conversationId, side }: PushJob): Sql =>
  side === 'SCHOOL'
    ? sql`SELECT g.user_id, 'parent' AS portal FROM conversations c
        JOIN guardianships k ON k.institution_id = c.institution_id AND k.student_id = c.student_id AND k.guardian_id = c.guardian_id
        JOIN guardians g ON g.institution_id = c.institution_id AND g.id = c.guardian_id
        WHERE c.institution_id = ${institutionId}::uuid AND c.id = ${conversationId}::uuid AND c.family_unread`
    : sql`SELECT m.user_id, CASE m.role WHEN 'teacher' THEN 'teacher' ELSE 'admin' END AS portal FROM conversations c
        JOIN students s ON s.institution_id = c.institution_id AND s.id = c.student_id
        JOIN memberships m ON m.institution_id = c.institution_id AND m.ended_at IS NULL AND m.suspended_at IS NULL
          AND CASE c.desk WHEN 'OFFICE' THEN m.role = 'admin' OR (m.role = 'campus_admin' AND m.campus_id = c.campus_id)
            ELSE m.role = 'teacher' AND m.user_id IN (SELECT f.user_id FROM halqa_teachers t
              JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id AND f.status = 'ACTIVE'
              WHERE t.institution_id = s.institution_id AND t.halqa_id = s.halqa_id AND t.to_date IS NULL) END
        WHERE c.institution_id = ${institutionId}::uuid AND c.id = ${conversationId}::uuid AND c.school_unread`;

const ofNotice = (institutionId: string, { noticeId }: PushJob): Sql => sql`
  SELECT coalesce(g.user_id, f.user_id) AS user_id, CASE WHEN r.guardian_id IS NULL THEN 'teacher' ELSE 'parent' END AS portal
  FROM notice_receipts r JOIN notices n ON n.institution_id = r.institution_id AND n.id = r.notice_id AND n.state = 'PUBLISHED'
  LEFT JOIN guardians g ON g.institution_id = r.institution_id AND g.id = r.guardian_id
  LEFT JOIN staff f ON f.institution_id = r.institution_id AND f.id = r.staff_id AND f.status = 'ACTIVE'
  WHERE r.institution_id = ${institutionId}::uuid AND r.notice_id = ${noticeId}::uuid AND r.read_at IS NULL`;

/** Of a message that stands in the portal alone its guardian, whose wish for silence holds here too. */
const ofDelivery = (institutionId: string, { deliveryId }: PushJob): Sql => sql`
  SELECT g.user_id, 'home' AS portal FROM deliveries d
  JOIN guardianships k ON k.institution_id = d.institution_id AND k.student_id = d.student_id AND k.guardian_id = d.guardian_id
    AND k.receives_messages AND k.opted_out_at IS NULL
  JOIN guardians g ON g.institution_id = d.institution_id AND g.id = d.guardian_id
    AND g.stopped_at IS NULL AND NOT (d.kind = ANY (g.muted_kinds))
  WHERE d.institution_id = ${institutionId}::uuid AND d.id = ${deliveryId}::uuid AND ${inPortalAlone()}`;

/** The browsers to be told. Who has read it meanwhile, or is no longer one of its readers, is not among them. */
export async function listTargets(
  tx: TenantTx,
  { institutionId, job }: { institutionId: string; job: PushJob },
): Promise<Target[]> {
  const of = job.noticeId ? ofNotice : job.deliveryId ? ofDelivery : ofConversation;
  const readers = of(institutionId, job);
  return tx.$queryRaw<Target[]>`
    SELECT DISTINCT ON (p.id) p.id, p.sealed, p.language, x.portal FROM (${readers}) x
    JOIN push_subscriptions p ON p.institution_id = ${institutionId}::uuid AND p.user_id = x.user_id
    WHERE ${job.only ? sql`p.id = ${job.only}::uuid` : sql`true`} ORDER BY p.id`;
}
