import { daysBetween, type LocalDate } from '@/lib/core/time';
import { byDate, type Direction, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import type { DayLoss } from '@/lib/progress/measure/rules';
import { bandOf, gradeOfDays, type PaceGrade, type PaceNorms } from '@/lib/progress/pace/rules';
import { JUZ_COUNT, type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { containsRange, intersect, type RangeSet, size, subtract, union } from '@/lib/quran/range-set';

export interface ParaRow {
  readonly juz: number;
  /** `before`: held when the register began. `none`: not begun. */
  readonly state: 'none' | 'before' | 'current' | 'done';
  readonly start: LocalDate | undefined;
  readonly end: LocalDate | undefined;
  /** From the first to the last day, both counted; of a current one up to today. */
  readonly days: number | undefined;
  /** Days absent or on leave in between. */
  readonly away: number;
  /** Only of a para that the register saw from its first ayah to its last. */
  readonly grade: PaceGrade | undefined;
}

export interface ParaInput {
  readonly placement: RangeSet;
  readonly lessons: readonly HeardLesson[];
  /** What failed tests took back, oldest first; of a day with lessons, the test comes after them. */
  readonly losses: readonly DayLoss[];
  /** Days without the child: absent or on leave in every session of the day. */
  readonly awayDays: readonly LocalDate[];
  readonly direction: Direction;
  readonly scheme: JuzScheme;
  readonly norms: PaceNorms;
  readonly today: LocalDate;
}

/** The register of the thirty paras, as the paper book keeps it: when begun, when complete, the days it took. One that a
 *  test took back is open again, from its first day on, until its last ayah is held anew. */
export function paraRows(input: ParaInput): ParaRow[] {
  const { placement, scheme } = input;
  const starts = new Map<number, LocalDate>();
  const ends = new Map<number, LocalDate>();
  const paras = Array.from({ length: JUZ_COUNT }, (_, i) => i + 1);
  const holds = (set: RangeSet, juz: number) => containsRange(set, juzRange(juz, scheme));
  const brought = new Set(paras.filter((juz) => holds(placement, juz)));
  const lost = new Set<number>();
  let held = placement;
  const lose = ({ takenBack }: DayLoss) => {
    const before = paras.filter((juz) => holds(held, juz));
    held = subtract(held, takenBack);
    for (const juz of before) {
      if (holds(held, juz)) continue;
      ends.delete(juz);
      brought.delete(juz);
      lost.add(juz);
    }
  };
  const losses = [...input.losses];
  for (const { date, portions } of byDate(input.lessons.filter(isAcceptedSabaq))) {
    while (losses[0] && losses[0].date < date) lose(losses.shift()!);
    for (const portion of portions) {
      if (containsRange(held, portion)) continue;
      held = union(held, [portion]);
      for (let juz = juzOf(portion[0], scheme); juz <= juzOf(portion[1], scheme); juz += 1) {
        if (brought.has(juz)) continue;
        if (!starts.has(juz)) starts.set(juz, date);
        if (!ends.has(juz) && holds(held, juz)) ends.set(juz, date);
      }
    }
  }
  losses.forEach(lose);
  return paras.map((juz) => {
    const unbegun = brought.has(juz) ? 'before' : lost.has(juz) ? 'current' : 'none';
    return rowOf(juz, { ...input, unbegun, start: starts.get(juz), end: ends.get(juz) });
  });
}

function rowOf(
  juz: number,
  {
    placement,
    scheme,
    awayDays,
    direction,
    norms,
    today,
    unbegun,
    start,
    end,
  }: ParaInput & { unbegun: ParaRow['state']; start: LocalDate | undefined; end: LocalDate | undefined },
): ParaRow {
  const nothing = { start, end, days: undefined, away: 0, grade: undefined };
  const range = juzRange(juz, scheme);
  if (start === undefined) return { juz, state: unbegun, ...nothing };
  const until = end ?? today;
  const days = daysBetween(start, until) + 1;
  const whole = size(intersect(placement, [range])) === 0;
  return {
    juz,
    state: end ? 'done' : 'current',
    start,
    end,
    days,
    away: awayDays.filter((day) => day >= start && day <= until).length,
    grade: end && whole ? gradeOfDays(days, bandOf(juz, direction), norms) : undefined,
  };
}
