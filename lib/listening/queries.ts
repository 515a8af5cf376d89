import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { AskedSession } from '@/lib/halqas/day/queries';
import { dayPlans } from '@/lib/lessons/day/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import { getSweep, type SweepStudent } from '@/lib/lessons/sweep/queries';
import { fromFlat, portionsFromFlat } from '@/lib/quran/range-set';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { nextPart } from '@/lib/reading/day/rules';
import { getReaders, type Reader } from '@/lib/reading/queries';
import { lineAt, linesOf } from '@/lib/reading/rules';
import { isReadingKind } from '@/lib/reading/steps/rules';
import { getChildMemories } from '@/lib/revision/queries';
import { paceOf, pagesOf, type TimedDay } from './pace/rules';
import { type Listened, minutesFor, type Part } from './rules';
import { type Senior, seniorsFor } from './seniors/rules';

type Past = {
  id: string;
  sortName: string;
  memorised: number[];
  ustadhOn: LocalDate | null;
  anybodyOn: LocalDate | null;
  timed: { minutes: number; recited: [LessonKind, number[]][] }[];
};

/** Lately enough to be a child's pace now. */
const TIMED_DAYS = 30;

/** When each child was last heard, by the ustadh and by anybody, what it holds, and its days on the clock. One query. */
function listPast(
  tx: TenantTx,
  { institutionId, ids, date }: { institutionId: string; ids: readonly string[]; date: LocalDate },
): Promise<Past[]> {
  return tx.$queryRaw<Past[]>`
    SELECT s.id, s.sort_name AS "sortName", coalesce(p.memorised, '{}') AS memorised,
      h.ustadh::text AS "ustadhOn", h.anybody::text AS "anybodyOn",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('minutes', d.minutes, 'recited', d.recited)), '[]') FROM (
        SELECT sum(l.minutes)::int AS minutes, jsonb_agg(jsonb_build_array(l.kind, l.portions)) AS recited FROM lessons l
        WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.date >= ${addDays(date, -TIMED_DAYS)}::date AND l.date < ${date}::date
        GROUP BY l.date, l.session HAVING sum(l.minutes) > 0) d) AS timed
    FROM students s
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    CROSS JOIN LATERAL (
      SELECT max(x.date) FILTER (WHERE x.listener = 'TEACHER') AS ustadh, max(x.date) AS anybody FROM (
        SELECT date, listener FROM lessons WHERE institution_id = s.institution_id AND student_id = s.id AND date <= ${date}::date
        UNION ALL
        SELECT date, listener FROM reading_records
          WHERE institution_id = s.institution_id AND student_id = s.id AND date <= ${date}::date) x) h
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ANY (${[...ids]}::uuid[])`;
}

const isAway = ({ status }: { status: string | null }) => status === 'ABSENT' || status === 'LEAVE';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
}

export interface ListeningDay {
  readonly halqa: Named;
  readonly children: readonly (Listened & Named)[];
  /** Not here today; nobody can hear them. */
  readonly away: number;
  /** Children whose minutes come from their own past. */
  readonly timed: number;
}

/**
 * Every child of a halqa who is here, with what is still due today, how long each takes, and who among the others could
 * hear it. A halqa of others is NOT_FOUND. Seven queries, whatever the size of the halqa.
 */
export async function getListeningDay(tx: TenantTx, asked: AskedSession): Promise<ListeningDay> {
  const { institutionId, date } = asked;
  const { halqa, students } = await getSweep(tx, asked);
  const here = students.filter((student) => !isAway(student));
  const ids = here.map(({ id }) => id);
  const past = new Map((await listPast(tx, { institutionId, ids, date })).map((one) => [one.id, one]));
  const memories = await getChildMemories(tx, { institutionId, studentIds: ids });
  const reads = here.some(({ programme }) => isReadingKind(programme));
  const readers = reads ? (await getReaders(tx, asked)).readers : [];
  const curriculum = reads ? await getCurriculum(tx, { institutionId }) : undefined;
  const among = ids.map(
    (id): Senior => ({
      id,
      memorised: fromFlat(past.get(id)?.memorised ?? []),
      states: memories.get(id)?.states ?? [],
    }),
  );
  let timed = 0;
  const children = here.map((student) => {
    const known = past.get(student.id);
    const pace = paceOf(timedDays(student, known?.timed ?? []));
    if (pace !== undefined) timed += 1;
    const reader = readers.find(({ id }) => id === student.id);
    const part =
      reader && curriculum && !reader.today && !reader.elsewhere ? nextPart(reader, curriculum) : null;
    return {
      id: student.id,
      name: student.name,
      nativeName: student.nativeName,
      sortName: known?.sortName ?? student.name,
      ustadhOn: known?.ustadhOn ?? null,
      anybodyOn: known?.anybodyOn ?? null,
      parts: [
        ...partsOf(student, { pace, among, date }),
        ...(part && reader ? [readingPart(reader, part, pace)] : []),
      ],
    };
  });
  return { halqa, children, away: students.length - here.length, timed };
}

function timedDays({ mushaf }: Pick<SweepStudent, 'mushaf'>, days: Past['timed']): TimedDay[] {
  return days.map(({ minutes, recited }) => ({
    minutes,
    recited: recited.map(([kind, flat]) => ({ kind, pages: pagesOf(portionsFromFlat(flat), mushaf) })),
  }));
}

/** What is due in this session and was not heard yet. */
function partsOf(
  student: SweepStudent,
  { pace, among, date }: { pace: number | undefined; among: readonly Senior[]; date: LocalDate },
): Part[] {
  return dayPlans(student).flatMap(({ kind, portions, lesson, aside }) => {
    if (lesson || aside || portions.length === 0) return [];
    const ranges = portionsFromFlat(portions);
    const minutes = minutesFor(kind, pagesOf(ranges, student.mushaf), pace);
    const others = among.filter(({ id }) => id !== student.id);
    return [
      { kind, minutes, seniors: kind === 'SABAQ' ? [] : seniorsFor(ranges, { among: others, on: date }) },
    ];
  });
}

function readingPart(
  reader: Reader,
  part: NonNullable<ReturnType<typeof nextPart>>,
  pace: number | undefined,
): Part {
  const lines =
    part.kind === 'NAZRA'
      ? lineAt(reader.mushaf, part.to) - lineAt(reader.mushaf, part.from) + 1
      : part.toLine - part.fromLine + 1;
  return {
    kind: 'READING',
    minutes: minutesFor('READING', lines / linesOf(reader.mushaf), pace),
    seniors: [],
  };
}
