import { addDays, type LocalDate } from '@/lib/core/time';
import type { Direction } from '@/lib/lessons/rules';
import { JUZ_COUNT, juzRange } from '@/lib/quran/divisions';
import { type DayGain, LINES_A_PAGE, pagesIn } from '../measure/rules';

/** Darja, best first: how a para's days compare with the norm. */
export const PACE_GRADES = ['FIRST', 'SECOND', 'THIRD', 'FAIR', 'LOW'] as const;
export type PaceGrade = (typeof PACE_GRADES)[number];

/** Paras learnt one after another get quicker: Amma, then 29–26, 25–21, 20–11, 10–1, as children who begin at the end
 *  take them. Of who begins at juz 1 the order is turned round. */
export const PACE_BANDS = [
  { key: 'amma', from: 30, to: 30 },
  { key: 'b29', from: 26, to: 29 },
  { key: 'b25', from: 21, to: 25 },
  { key: 'b20', from: 11, to: 20 },
  { key: 'b10', from: 1, to: 10 },
] as const;
export type PaceBand = (typeof PACE_BANDS)[number]['key'];

/** Days for one para at most, of each darja. */
export type PaceNorms = Readonly<Record<PaceBand, readonly number[]>>;

/** As the register of Jamia Darul Quran prints them (p. 20); the institution may change them. */
export const USUAL_NORMS: PaceNorms = {
  amma: [40, 50, 60, 75, 90],
  b29: [30, 40, 45, 50, 55],
  b25: [18, 25, 30, 35, 40],
  b20: [15, 20, 25, 30, 35],
  b10: [10, 15, 18, 22, 25],
};

export function bandOf(juz: number, direction: Direction): PaceBand {
  const place = direction === 'BACKWARD' ? juz : JUZ_COUNT + 1 - juz;
  return PACE_BANDS.find(({ from, to }) => place >= from && place <= to)!.key;
}

/** Undefined beyond the last darja: slower than the norm knows. */
export function gradeOfDays(days: number, band: PaceBand, norms: PaceNorms): PaceGrade | undefined {
  const at = norms[band].findIndex((most) => days <= most);
  return PACE_GRADES[at];
}

const PACE_DAYS = 56;
const RECENT_LESSON_DAYS = 4;

export interface Pace {
  /** A day with a lesson. */
  readonly linesADay: number;
  /** Days with a new lesson in a week. */
  readonly daysAWeek: number;
  /** Calendar days for one para at this pace. */
  readonly daysAPara: number;
  readonly band: PaceBand;
  readonly grade: PaceGrade | undefined;
  /** Days for a para of the band: at most for FIRST, FAIR. */
  readonly norm: { readonly first: number; readonly fair: number };
  readonly since: LocalDate;
}

/** The pace of the last eight weeks; undefined while there are fewer than four days with a new lesson in them. */
export function paceNow({
  gains,
  today,
  juz,
  direction,
  norms,
}: {
  gains: readonly DayGain[];
  today: LocalDate;
  /** In which the next lesson lies. */
  juz: number;
  direction: Direction;
  norms: PaceNorms;
}): Pace | undefined {
  const since = addDays(today, 1 - PACE_DAYS);
  const recent = gains.filter(({ date }) => date >= since && date <= today);
  if (recent.length < RECENT_LESSON_DAYS) return;
  const weeks = weeksWithLessons(recent, today);
  const pages = recent.reduce((sum, gain) => sum + gain.pages, 0);
  const daysAPara = Math.round((pagesIn([juzRange(juz, 'madani')]) / pages) * weeks * 7);
  const band = bandOf(juz, direction);
  return {
    linesADay: (pages * LINES_A_PAGE) / recent.length,
    daysAWeek: recent.length / weeks,
    daysAPara,
    band,
    grade: gradeOfDays(daysAPara, band, norms),
    norm: { first: norms[band][0]!, fair: norms[band][3]! },
    since,
  };
}

/** Weeks in which a lesson was added: holidays and leave say nothing about a pace. */
function weeksWithLessons(gains: readonly DayGain[], today: LocalDate): number {
  const end = Date.parse(today);
  return new Set(gains.map(({ date }) => Math.floor((end - Date.parse(date)) / (7 * 86_400_000)))).size;
}
