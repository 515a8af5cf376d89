import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Audience, Reach } from './rules';
import { type AudienceChoices, NOTICES_SHOWN, type NoticeLine, type ReceivedNotice } from './view/schema';

type Readers = { families: boolean; staff: boolean };

const ofAudience = (audience: Audience, campus: Sql, halqa: Sql): Sql =>
  audience.kind === 'ALL'
    ? sql`true`
    : audience.kind === 'CAMPUS'
      ? sql`${campus} = ${audience.id}::uuid`
      : sql`${halqa} = ${audience.id}::uuid`;

/** Ids of the guardians of children who are here, within an audience. */
export const familiesOf = (institutionId: string, audience: Audience): Sql => sql`
  SELECT DISTINCT k.guardian_id FROM guardianships k
  JOIN students s ON s.institution_id = k.institution_id AND s.id = k.student_id
  WHERE k.institution_id = ${institutionId}::uuid AND s.status = 'ACTIVE' AND ${ofAudience(audience, sql`s.campus_id`, sql`s.halqa_id`)}`;

/** Ids of the asatidha: of everybody all, of a campus or halqa those who teach there. */
export const staffOf = (institutionId: string, audience: Audience): Sql =>
  audience.kind === 'ALL'
    ? sql`SELECT f.id AS staff_id FROM staff f WHERE f.institution_id = ${institutionId}::uuid AND f.status = 'ACTIVE'`
    : sql`SELECT DISTINCT t.staff_id FROM halqa_teachers t
        JOIN halqas h ON h.institution_id = t.institution_id AND h.id = t.halqa_id
        JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id AND f.status = 'ACTIVE'
        WHERE t.institution_id = ${institutionId}::uuid AND t.to_date IS NULL AND ${ofAudience(audience, sql`h.campus_id`, sql`h.id`)}`;

/** Whom a notice would reach now. One statement. */
export async function countReach(
  tx: TenantTx,
  { institutionId, audience, families, staff }: { institutionId: string; audience: Audience } & Readers,
): Promise<Reach> {
  const [row] = await tx.$queryRaw<Reach[]>`
    SELECT f.n AS families, f.unreached, ${staff ? sql`(SELECT count(*)::int FROM (${staffOf(institutionId, audience)}) x)` : sql`0`} AS staff
    FROM (SELECT count(*)::int AS n, (count(*) FILTER (WHERE g.user_id IS NULL))::int AS unreached FROM guardians g
      WHERE g.institution_id = ${institutionId}::uuid AND ${families} AND g.id IN (${familiesOf(institutionId, audience)})) f`;
  return row!;
}

const columns = (
  body: Sql,
) => sql`n.id, n.title, ${body} AS body, n.urgent, n.state, n.publish_at AS "publishAt", n.published_at AS "publishedAt",
  n.withdrawn_at AS "withdrawnAt", n.reason, n.to_families AS "toFamilies", n.to_staff AS "toStaff",
  (SELECT jsonb_build_object('name', c.name, 'nativeName', c.native_name) FROM campuses c WHERE c.institution_id = n.institution_id AND c.id = n.campus_id) AS campus,
  (SELECT jsonb_build_object('name', h.name, 'nativeName', h.native_name) FROM halqas h WHERE h.institution_id = n.institution_id AND h.id = n.halqa_id) AS halqa`;

/** The office's own notices, the latest first, with how far each was read. One statement. */
export async function listNotices(
  tx: TenantTx,
  { institution }: Pick<Scope, 'institution'>,
  { page, id }: { page: number; id?: string | undefined },
): Promise<{ notices: NoticeLine[]; total: number }> {
  const rows = await tx.$queryRaw<(NoticeLine & { total: number })[]>`
    WITH found AS (SELECT *, count(*) OVER ()::int AS total FROM notices WHERE institution_id = ${institution.id}::uuid
      ${id ? sql`AND id = ${id}::uuid` : sql``} ORDER BY publish_at DESC, id DESC LIMIT ${NOTICES_SHOWN} OFFSET ${(page - 1) * NOTICES_SHOWN})
    SELECT ${columns(sql`n.body`)}, n.total, r.sent, r.read, r.acknowledged FROM found n
    CROSS JOIN LATERAL (SELECT count(*)::int AS sent, count(r.read_at)::int AS read, count(r.acknowledged_at)::int AS acknowledged
      FROM notice_receipts r WHERE r.institution_id = n.institution_id AND r.notice_id = n.id) r
    ORDER BY n.publish_at DESC, n.id DESC`;
  return { notices: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}

const ownReceipt = ({ role, userId }: Pick<Scope, 'role' | 'userId'>): Sql =>
  role === 'guardian'
    ? sql`r.guardian_id IN (SELECT g.id FROM guardians g WHERE g.institution_id = n.institution_id AND g.user_id = ${userId}::uuid)`
    : sql`r.staff_id IN (SELECT f.id FROM staff f WHERE f.institution_id = n.institution_id AND f.user_id = ${userId}::uuid)`;

/** What a family or an ustadh may read, the latest first. One statement. */
export async function listReceived(
  tx: TenantTx,
  scope: Scope,
  { page, id }: { page: number; id?: string | undefined },
): Promise<{ notices: ReceivedNotice[]; total: number }> {
  const rows = await tx.$queryRaw<(ReceivedNotice & { total: number })[]>`
    SELECT ${columns(sql`CASE n.state WHEN 'WITHDRAWN' THEN '' ELSE n.body END`)}, count(*) OVER ()::int AS total,
      (SELECT jsonb_build_object('readAt', min(r.read_at), 'acknowledgedAt', min(r.acknowledged_at)) FROM notice_receipts r
        WHERE r.institution_id = n.institution_id AND r.notice_id = n.id AND ${ownReceipt(scope)} HAVING count(*) > 0) AS receipt
    FROM notices n WHERE n.institution_id = ${scope.institution.id}::uuid ${id ? sql`AND n.id = ${id}::uuid` : sql``}
    ORDER BY n.published_at DESC, n.id DESC LIMIT ${NOTICES_SHOWN} OFFSET ${(page - 1) * NOTICES_SHOWN}`;
  return { notices: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}

export async function listAudiences(
  tx: TenantTx,
  { institution }: Pick<Scope, 'institution'>,
): Promise<AudienceChoices> {
  const select = { id: true, name: true, nativeName: true };
  const institutionId = institution.id;
  return {
    campuses: await tx.campus.findMany({ where: { institutionId }, select, orderBy: { sortName: 'asc' } }),
    halqas: await tx.halqa.findMany({
      where: { institutionId, archivedOn: null },
      select,
      orderBy: { sortName: 'asc' },
    }),
  };
}
