import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { AttendanceStatus } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Direction, Grade, LessonKind } from '@/lib/lessons/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, portionsFromFlat } from '@/lib/quran/range-set';
import type { BandAct, HeldTest, ProgressFacts } from './rules';

type Row = {
  id: string;
  name: string;
  native_name: string | null;
  roll_no: string | null;
  programme: string;
  direction: Direction;
  mushaf: MushafLayout;
  halqa: ProgressFacts['student']['halqa'];
  ustadh: ProgressFacts['student']['ustadh'];
  father: ProgressFacts['student']['father'];
  progress: { memorised: number[]; nextSabaq: number[]; strengths: number[] } | null;
  placements: number[][];
  lessons: [LessonKind, LocalDate, Grade, number[], number][];
  marks: [LocalDate, AttendanceStatus][];
  tests: [LocalDate, string, HeldTest['result'], number, number[], number[], number[]][];
  bands: [LocalDate, BandAct['act']][];
  norms: unknown;
};

/** Everything that progress is worked out from, in one statement; undefined when there is no such child to see. Of the
 *  lessons sabaq and girdaan alone: what was revised speaks through the memory. */
export async function getProgressFacts(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<ProgressFacts | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.name, s.native_name, s.roll_no, s.programme, s.direction, coalesce(s.mushaf, i.mushaf) AS mushaf,
      (SELECT jsonb_build_object('name', h.name, 'nativeName', h.native_name) FROM halqas h
        WHERE h.institution_id = s.institution_id AND h.id = s.halqa_id) AS halqa,
      (SELECT jsonb_build_object('name', f.name, 'nativeName', f.native_name) FROM halqa_teachers t
        JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id
        WHERE t.institution_id = s.institution_id AND t.halqa_id = s.halqa_id AND t.to_date IS NULL
        ORDER BY t.from_date LIMIT 1) AS ustadh,
      (SELECT jsonb_build_object('name', g.name, 'nativeName', g.native_name) FROM guardianships k
        JOIN guardians g ON g.institution_id = k.institution_id AND g.id = k.guardian_id
        WHERE k.institution_id = s.institution_id AND k.student_id = s.id AND k.relation = 'FATHER'
        ORDER BY k.is_primary DESC, k.id LIMIT 1) AS father,
      (SELECT jsonb_build_object('memorised', coalesce(p.memorised, '{}'), 'nextSabaq', coalesce(p.next_sabaq, '{}'),
          'strengths', p.strengths)
        FROM student_progress p WHERE p.institution_id = s.institution_id AND p.student_id = s.id) AS progress,
      (SELECT coalesce(jsonb_agg(to_jsonb(p.portions)), '[]') FROM placements p
        WHERE p.institution_id = s.institution_id AND p.student_id = s.id) AS placements,
      (SELECT coalesce(json_agg(json_build_array(l.kind, l.date, l.grade, l.portions,
          l.atak + l.lahn_jali + l.lahn_khafi + l.tajweed) ORDER BY l.date, array_position(${DAY_ORDER}, l.session), l.id), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.kind IN ('SABAQ', 'GIRDAAN')) AS lessons,
      (SELECT coalesce(json_agg(json_build_array(a.date, a.status) ORDER BY a.date), '[]')
        FROM attendance a WHERE a.institution_id = s.institution_id AND a.student_id = s.id) AS marks,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(r.held_on, r.kind, r.result, r.score, r.marks, r.taken_back,
          r.passed_juz) ORDER BY r.held_on, r.created_at), '[]')
        FROM jaiza_results r WHERE r.institution_id = s.institution_id AND r.student_id = s.id) AS tests,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(b.decided_on, b.act) ORDER BY b.decided_on, b.updated_at), '[]')
        FROM sabaq_bands b WHERE b.institution_id = s.institution_id AND b.student_id = s.id
          AND b.state = 'APPROVED') AS bands,
      (SELECT e.progress FROM institution_settings e WHERE e.institution_id = s.institution_id AND e.id = s.institution_id) AS norms
    FROM students s JOIN institutions i ON i.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!row) return;
  return {
    student: {
      id: row.id,
      name: row.name,
      nativeName: row.native_name,
      rollNo: row.roll_no,
      programme: row.programme,
      direction: row.direction,
      mushaf: row.mushaf,
      halqa: row.halqa,
      ustadh: row.ustadh,
      father: row.father,
    },
    memorised: fromFlat(row.progress?.memorised ?? []),
    nextSabaq: portionsFromFlat(row.progress?.nextSabaq ?? []),
    strengths: row.progress?.strengths ?? [],
    placement: fromFlat(row.placements.flat()),
    lessons: row.lessons.map(([kind, date, grade, portions, mistakes]) => ({
      kind,
      date,
      grade,
      portions: portionsFromFlat(portions),
      mistakes,
    })),
    marks: row.marks.map(([date, status]) => ({ date, status })),
    tests: row.tests.map(([date, kind, result, score, marks, takenBack, passedJuz]) => ({
      date,
      kind,
      result,
      score: Number(score),
      marks,
      takenBack: fromFlat(takenBack),
      passedJuz,
    })),
    bands: row.bands.map(([date, act]) => ({ date, act })),
    norms: row.norms,
  };
}
