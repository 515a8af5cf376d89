import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { type Band, type BandAct, type BandProposal, bandsOf, type StoppedChild, stoppedDays } from './rules';

/** Proposals that wait for the head, the oldest first; of one child when one is named. */
export function listProposals(
  tx: TenantTx,
  { institutionId, studentId = null }: { institutionId: string; studentId?: string | null },
): Promise<BandProposal[]> {
  return tx.$queryRaw<BandProposal[]>`
    SELECT b.id, s.id AS "studentId", s.name, s.native_name AS "nativeName", h.name AS halqa, h.native_name AS "nativeHalqa",
      b.act, b.reason, b.proposed_on::text AS "proposedOn"
    FROM sabaq_bands b JOIN students s ON s.institution_id = b.institution_id AND s.id = b.student_id AND s.status = 'ACTIVE'
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    WHERE b.institution_id = ${institutionId}::uuid AND b.state = 'PROPOSED'
      AND (${studentId}::uuid IS NULL OR b.student_id = ${studentId}::uuid)
    ORDER BY b.proposed_on, b.created_at`;
}

/** Children whose lesson is stopped now, the longest first. */
export function listStopped(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<StoppedChild[]> {
  return tx.$queryRaw<StoppedChild[]>`
    SELECT s.id AS "studentId", s.name, s.native_name AS "nativeName", h.name AS halqa, h.native_name AS "nativeHalqa",
      b.reason, b.decided_on::text AS since
    FROM (SELECT DISTINCT ON (student_id) student_id, act, reason, decided_on FROM sabaq_bands
      WHERE institution_id = ${institutionId}::uuid AND state = 'APPROVED'
      ORDER BY student_id, decided_on DESC, updated_at DESC, id DESC) b
    JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = b.student_id AND s.status = 'ACTIVE'
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    WHERE b.act = 'STOP' ORDER BY b.decided_on, s.sort_name`;
}

/** All bands of a child, oldest first. */
export async function getBands(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<Band[]> {
  const acts = await tx.$queryRaw<{ act: BandAct; on: LocalDate; reason: string }[]>`
    SELECT act, decided_on::text AS on, reason FROM sabaq_bands
    WHERE institution_id = ${institutionId}::uuid AND student_id = ${studentId}::uuid AND state = 'APPROVED'
    ORDER BY decided_on, updated_at, id`;
  return bandsOf(acts);
}

/** Days on which a child's lesson was stopped, of the days `from` … `to` when given. */
export async function countStoppedDays(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    ...days
  }: { institutionId: string; studentId: string; today: LocalDate; from?: LocalDate; to?: LocalDate },
): Promise<number> {
  return stoppedDays(await getBands(tx, { institutionId, studentId }), days);
}
