import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { wrongNumbers } from './numbers/queries';
import type { Relation } from './rules';
import type { GuardianPage } from './schema';

/** A guardian with contacts and children, in one statement; undefined when there is none to see. */
export async function getGuardian(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<GuardianPage | undefined> {
  const [row] = await tx.$queryRaw<GuardianPage[]>`
    SELECT g.id, g.name, g.native_name AS "nativeName", g.language, to_char(g.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt",
      g.user_id IS NOT NULL AS "signsIn",
      (SELECT coalesce(jsonb_agg(app.contact(c.value) ORDER BY c.is_primary DESC, c.id), '[]') FROM guardian_contacts c
        WHERE c.institution_id = g.institution_id AND c.guardian_id = g.id AND c.kind = 'PHONE') AS phones,
      (SELECT coalesce(jsonb_agg(app.contact(c.value) ORDER BY c.is_primary DESC, c.id), '[]') FROM guardian_contacts c
        WHERE c.institution_id = g.institution_id AND c.guardian_id = g.id AND c.kind = 'EMAIL') AS emails,
      ${wrongNumbers} AS "wrongPhones",
      (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', o.id, 'name', o.name)), '[]')
        FROM guardian_contacts c JOIN guardian_contacts d ON d.institution_id = c.institution_id AND d.kind = c.kind AND d.value = c.value
          AND d.guardian_id <> c.guardian_id
        JOIN guardians o ON o.institution_id = d.institution_id AND o.id = d.guardian_id
        WHERE c.institution_id = g.institution_id AND c.guardian_id = g.id AND c.kind = 'PHONE') AS "sharesPhone",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('linkId', k.id, 'id', s.id, 'name', s.name,
          'nativeName', s.native_name, 'rollNo', s.roll_no, 'status', s.status, 'halqa', h.name,
          'halqaNative', h.native_name, 'relation', k.relation, 'receivesMessages', k.receives_messages,
          'optedOutAt', coalesce(g.stopped_at, k.opted_out_at)) ORDER BY s.sort_name, s.id), '[]')
        FROM guardianships k JOIN students s ON s.institution_id = k.institution_id AND s.id = k.student_id
        LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
        WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id) AS children
    FROM guardians g WHERE g.institution_id = ${institutionId}::uuid AND g.id = ${id}::uuid`;
  return row;
}

export type GuardianshipForm = {
  id: string;
  updatedAt: string;
  studentId: string;
  student: { name: string; nativeName: string | null };
  guardianId: string;
  guardian: { name: string; nativeName: string | null };
  relation: Relation;
  isPrimary: boolean;
  receivesMessages: boolean;
  optedOut: boolean;
  /** Since when this person has stopped everything; only they start again. ISO instant */
  stoppedAt: string | null;
};

/** What ties one guardian to one child, for its form. */
export async function getGuardianship(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<GuardianshipForm | undefined> {
  const row = await tx.guardianship.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      id: true,
      updatedAt: true,
      studentId: true,
      guardianId: true,
      relation: true,
      isPrimary: true,
      receivesMessages: true,
      optedOutAt: true,
      student: { select: { name: true, nativeName: true } },
      guardian: { select: { name: true, nativeName: true, stoppedAt: true } },
    },
  });
  if (!row) return;
  const { optedOutAt, ...rest } = row;
  return {
    ...rest,
    updatedAt: row.updatedAt.toISOString(),
    relation: row.relation as Relation,
    optedOut: optedOutAt !== null,
    stoppedAt: row.guardian.stoppedAt?.toISOString() ?? null,
  };
}
