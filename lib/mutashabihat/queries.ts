import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, type RangeSet } from '@/lib/quran/range-set';
import type { WrittenSlip } from './rules';

export interface DrillChild {
  id: string;
  name: string;
  nativeName: string | null;
  mushaf: MushafLayout;
  memorised: RangeSet;
  slips: WrittenSlip[];
}

/** What the drills of a child are made from; undefined for a child that is none of the reader's. */
export async function getDrillChild(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<DrillChild | undefined> {
  const [child] = await tx.$queryRaw<(Omit<DrillChild, 'memorised'> & { memorised: number[] | null })[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", coalesce(s.mushaf, i.mushaf) AS mushaf, p.memorised,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'ayah', m.ayah, 'slipAyah', m.slip_ayah, 'date', m.date) ORDER BY m.created_at DESC, m.id), '[]')
        FROM lesson_mistakes m WHERE m.institution_id = s.institution_id AND m.student_id = s.id
          AND m.slip_ayah IS NOT NULL AND m.slip_ayah <> m.ayah AND m.undone_at IS NULL) AS slips
    FROM students s JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  return child && { ...child, memorised: fromFlat(child.memorised ?? []) };
}
