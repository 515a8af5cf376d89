import { daysBetween, type LocalDate } from '@/lib/core/time';
import { byDate, type Direction, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import { bandOf, gradeOfDays, type PaceGrade, type PaceNorms } from '@/lib/progress/pace/rules';
import { JUZ_COUNT, type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { containsRange, intersect, type RangeSet, size, union } from '@/lib/quran/range-set';

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
  /** Days without the child: absent or on leave in every session of the day. */
  readonly awayDays: readonly LocalDate[];
  readonly direction: Direction;
  readonly scheme: JuzScheme;
  readonly norms: PaceNorms;
  readonly today: LocalDate;
}

/** The register of the thirty paras, as the paper book keeps it: when begun, when complete, the days it took. */
export function paraRows(input: ParaInput): ParaRow[] {
  const { placement, scheme } = input;
  const starts = new Map<number, LocalDate>();
  const ends = new Map<number, LocalDate>();
  let held = placement;
  for (const { date, portions } of byDate(input.lessons.filter(isAcceptedSabaq))) {
    for (const portion of portions) {
      if (containsRange(held, portion)) continue;
      held = union(held, [portion]);
      for (let juz = juzOf(portion[0], scheme); juz <= juzOf(portion[1], scheme); juz += 1) {
        if (containsRange(placement, juzRange(juz, scheme))) continue;
        if (!starts.has(juz)) starts.set(juz, date);
        if (!ends.has(juz) && containsRange(held, juzRange(juz, scheme))) ends.set(juz, date);
      }
    }
  }
  return Array.from({ length: JUZ_COUNT }, (_, i) =>
    rowOf(i + 1, { ...input, start: starts.get(i + 1), end: ends.get(i + 1) }),
  );
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
    start,
    end,
  }: ParaInput & { start: LocalDate | undefined; end: LocalDate | undefined },
): ParaRow {
  const nothing = { start, end, days: undefined, away: 0, grade: undefined };
  const range = juzRange(juz, scheme);
  if (start === undefined)
    return { juz, state: containsRange(placement, range) ? 'before' : 'none', ...nothing };
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
