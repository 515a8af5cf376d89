import { addDays, type LocalDate } from '@/lib/core/time';
import { juzOf } from '@/lib/quran/divisions';
import { lineLayoutOf, linesOf } from '@/lib/quran/lines';
import { juzSchemeOf, type MushafLayout, pageCount } from '@/lib/quran/mushaf';
import { containsRange, type RangeSet } from '@/lib/quran/range-set';
import { type StrengthPoint, strengthAlong } from '@/lib/revision/strengths/rules';
import type { ProgressFacts } from '../facts/rules';
import { forecastKhatm, type KhatmForecast, monthsSooner } from '../forecast/rules';
import { type GirdaanCycle, girdaanCycles } from '../girdaan/rules';
import { type DayGain, type DayLoss, dailyGains, LINES_A_PAGE, PAGES, pagesIn } from '../measure/rules';
import { type Pace, paceNow } from '../pace/rules';
import { readNorms } from '../pace/schema';
import { type JuzCell, juzBoard, type ProgressTotals, progressTotals } from '../rules';
import { meanStrength, strengthByJuz, type UnitStrength } from '../strength/rules';

export interface BoardCell extends JuzCell {
  /** 0…1; undefined when nothing of it was recited yet. */
  readonly strength: number | undefined;
  readonly jaizaPassed: boolean;
}

/** Madani pages held at the end of a day. */
export interface HeldPoint {
  readonly date: LocalDate;
  readonly pages: number;
}

export interface WeekLines {
  /** Its first day. */
  readonly from: LocalDate;
  readonly lines: number;
}

export interface ProgressView {
  readonly student: ProgressFacts['student'];
  readonly totals: ProgressTotals & { readonly lines: number; readonly linesInMushaf: number };
  readonly cells: readonly BoardCell[];
  readonly strength: number | undefined;
  /** The mean strength of the last weeks as it was then, today's last. */
  readonly strengths: readonly StrengthPoint[];
  readonly pace: Pace | undefined;
  readonly khatm: KhatmForecast;
  /** Months by which so many lines more a day bring the khatm forward. */
  readonly sooner: readonly { readonly lines: number; readonly months: number }[];
  readonly history: readonly HeldPoint[];
  readonly weeks: readonly WeekLines[];
  readonly cycles: readonly GirdaanCycle[];
}

/** Lines of the child's own print of which every ayah is held; and all that print has. */
export function countLines(layout: MushafLayout, memorised: RangeSet): { lines: number; of: number } {
  const print = lineLayoutOf(layout);
  let lines = 0;
  let of = 0;
  for (let page = 1; page <= pageCount(print); page += 1)
    for (const line of linesOf(print, page)) {
      if (line.kind !== 'text') continue;
      of += 1;
      const first = line.parts[0]!.ayah;
      const last = line.parts.at(-1)!.ayah;
      if (containsRange(memorised, [first, last])) lines += 1;
    }
  return { lines, of };
}

const WEEKS_SHOWN = 26;

/** Lines added in each of the last weeks, the latest last; from the first lesson on. */
function weeklyLines(gains: readonly DayGain[], today: LocalDate): WeekLines[] {
  const first = gains[0]?.date;
  if (first === undefined) return [];
  return Array.from({ length: WEEKS_SHOWN }, (_, i) => addDays(today, -7 * (WEEKS_SHOWN - i) + 1))
    .filter((from) => addDays(from, 6) >= first)
    .map((from) => {
      const to = addDays(from, 6);
      const pages = gains
        .filter(({ date }) => date >= from && date <= to)
        .reduce((sum, gain) => sum + gain.pages, 0);
      return { from, lines: pages * LINES_A_PAGE };
    });
}

const HISTORY_POINTS = 16;

/** What was held along the way: before the first lesson, at even steps, and today. */
function heldAlong(
  gains: readonly DayGain[],
  {
    losses,
    before,
    held,
    today,
  }: { losses: readonly DayLoss[]; before: number; held: number; today: LocalDate },
): HeldPoint[] {
  const first = gains[0]?.date;
  if (first === undefined) return [];
  const steps = [
    ...gains,
    ...losses.map(({ date, takenBack }) => ({ date, pages: -pagesIn(takenBack) })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const every = Math.max(1, Math.ceil(steps.length / HISTORY_POINTS));
  let pages = before;
  const points: HeldPoint[] = [{ date: addDays(first, -1), pages }];
  for (const [i, step] of steps.entries()) {
    pages = Math.max(0, pages + step.pages);
    if ((i + 1) % every === 0 && step.date < today && points.at(-1)!.date < step.date)
      points.push({ date: step.date, pages });
  }
  points.push({ date: today, pages: held });
  return points;
}

/** All figures of a child's progress page; the same facts on the same day give the same figures. */
export function progressView(
  facts: ProgressFacts,
  {
    unitsOn,
    passed,
    today,
  }: {
    /** What the memory of today says of a day. */
    unitsOn: (date: LocalDate) => readonly UnitStrength[];
    passed: readonly number[];
    today: LocalDate;
  },
): ProgressView {
  const { student, memorised, nextSabaq, placement, lessons, tests } = facts;
  const layout = student.mushaf;
  const scheme = juzSchemeOf(layout);
  const next = nextSabaq[0]?.[0];
  const currentJuz = next === undefined ? undefined : juzOf(next, scheme);
  const units = unitsOn(today);
  const strengths = strengthByJuz(units, { memorised, scheme });
  const gains = dailyGains({ placement, lessons, losses: tests });
  const khatm = forecastKhatm({ gains, pagesHeld: pagesIn(memorised), today });
  const pace =
    currentJuz === undefined
      ? undefined
      : paceNow({
          gains,
          today,
          juz: currentJuz,
          direction: student.direction,
          norms: readNorms(facts.norms),
        });
  const { lines, of } = countLines(layout, memorised);
  return {
    student,
    totals: { ...progressTotals({ memorised, layout }), lines, linesInMushaf: of },
    cells: juzBoard({ memorised, scheme, currentJuz }).map((cell) => ({
      ...cell,
      strength: strengths.get(cell.juz),
      jaizaPassed: passed.includes(cell.juz),
    })),
    strength: meanStrength(units, memorised),
    strengths: strengthAlong(facts.strengths, {
      today,
      strengthThen: (date) => meanStrength(date === today ? units : unitsOn(date), memorised),
    }).slice(-WEEKS_SHOWN - 1),
    pace,
    khatm,
    sooner:
      khatm.kind === 'range'
        ? [1, 2].map((extra) => ({
            lines: extra,
            months: monthsSooner(khatm, { extraLines: extra, daysAWeek: pace?.daysAWeek ?? 5 }),
          }))
        : [],
    history: heldAlong(gains, {
      losses: tests,
      before: Math.min(PAGES, pagesIn(placement)),
      held: pagesIn(memorised),
      today,
    }),
    weeks: weeklyLines(gains, today),
    cycles: girdaanCycles(lessons, { memorised, scheme, today }),
  };
}
