import { daysBetween, type LocalDate } from '@/lib/core/time';
import { byDate, GRADES, type Grade } from '@/lib/lessons/rules';
import { JUZ_COUNT, type JuzScheme, juzRange } from '@/lib/quran/divisions';
import { intersect, type RangeSet, size, subtract, union, WHOLE } from '@/lib/quran/range-set';
import type { CountedLesson } from '../facts/rules';

export interface GirdaanPara {
  readonly juz: number;
  /** 0…1 of what the round holds of the juz. */
  readonly share: number;
  /** The weakest of its recitals in the cycle: a para is as firm as its weakest part. */
  readonly grade: Grade | undefined;
  readonly mistakes: number;
}

export interface GirdaanCycle {
  /** The first is 1. */
  readonly no: number;
  readonly from: LocalDate;
  /** Undefined while it goes on. */
  readonly to: LocalDate | undefined;
  readonly days: number;
  /** 0…1 of the round. */
  readonly share: number;
  readonly paras: readonly GirdaanPara[];
}

/**
 * Rounds over all that is held (the whole Quran when no placement says what). A round is complete when every ayah of it
 * was recited and accepted since the last one; the lesson that completes it belongs to it.
 */
export function girdaanCycles(
  lessons: readonly CountedLesson[],
  { memorised, scheme, today }: { memorised: RangeSet; scheme: JuzScheme; today: LocalDate },
): GirdaanCycle[] {
  const round = memorised.length > 0 ? memorised : WHOLE;
  const cycles: CountedLesson[][] = [];
  let done: RangeSet = [];
  let open = false;
  for (const lesson of byDate(lessons.filter(({ kind }) => kind === 'GIRDAAN'))) {
    if (!open) {
      cycles.push([]);
      done = [];
      open = true;
    }
    cycles.at(-1)!.push(lesson);
    if (lesson.grade !== 'REPEAT') done = union(done, lesson.portions);
    if (subtract(round, done).length === 0) open = false;
  }
  return cycles.map((ofCycle, i) => {
    const going = open && i === cycles.length - 1;
    return cycleOf(ofCycle, { no: i + 1, round, scheme, going, today });
  });
}

function cycleOf(
  lessons: readonly CountedLesson[],
  {
    no,
    round,
    scheme,
    going,
    today,
  }: { no: number; round: RangeSet; scheme: JuzScheme; going: boolean; today: LocalDate },
): GirdaanCycle {
  const from = lessons[0]!.date;
  const to = going ? undefined : lessons.at(-1)!.date;
  const accepted = lessons.filter(({ grade }) => grade !== 'REPEAT');
  const done = union(
    [],
    accepted.flatMap(({ portions }) => portions),
  );
  const paras = Array.from({ length: JUZ_COUNT }, (_, i) => i + 1).flatMap((juz): GirdaanPara[] => {
    const wanted = intersect(round, [juzRange(juz, scheme)]);
    if (wanted.length === 0) return [];
    const recited = lessons.filter(({ portions }) => intersect(union([], portions), wanted).length > 0);
    const worst = Math.max(-1, ...recited.map(({ grade }) => GRADES.indexOf(grade)));
    return [
      {
        juz,
        share: size(intersect(done, wanted)) / size(wanted),
        grade: GRADES[worst],
        mistakes: recited.reduce((sum, { mistakes }) => sum + mistakes, 0),
      },
    ];
  });
  return {
    no,
    from,
    to,
    days: daysBetween(from, to ?? today) + 1,
    share: size(intersect(done, round)) / size(round),
    paras,
  };
}
