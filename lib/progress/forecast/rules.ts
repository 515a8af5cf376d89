import { addDays, daysBetween, type LocalDate } from '@/lib/core/time';
import { type DayGain, LINES_A_PAGE, PAGES } from '../measure/rules';

/** Two years of weeks say how often there is none at all; the latest weeks with lessons say the pace. */
const WEEKS_READ = 104;
const WEEKS_OF_PACE = 30;
const LEAST_WEEKS = 4;
/** Without a lesson for so many weeks, a pace would be a guess. */
const STALLED_WEEKS = 8;
/** What a year of any madrasa holds, before its own is known: Ramadan, two Eids, examinations. As weeks seen. */
const USUAL_WEEKS = 26;
const USUAL_EMPTY = 3;
const PATHS = 200;
const BLOCK = 3;
const FURTHEST_WEEKS = 52 * 15;
/** How far a child's pace strays from its recent weeks: at once, and more with every year ahead (standard deviations of
 *  its logarithm). With the bounds below set on seeds 1…400 of
 *  tests/support/synthetic.ts, where they cover 85 % of the true dates; the test asks seeds that took no part in it. */
const STRAY_NOW = 0.16;
const STRAY_A_YEAR = 0.08;
const LOW = 0.03;
const HIGH = 0.93;

export interface FanPoint {
  readonly date: LocalDate;
  /** Pages held by then: likely no fewer, likely no more. */
  readonly low: number;
  readonly high: number;
}

export interface KhatmRange {
  readonly kind: 'range';
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly pagesLeft: number;
  /** Of a week with lessons. */
  readonly pagesAWeek: number;
  /** Part of the weeks in which nothing is added, 0…1. */
  readonly emptyShare: number;
  readonly weeksSeen: number;
  readonly fan: readonly FanPoint[];
}

export type KhatmForecast =
  | { readonly kind: 'done' }
  /** `few`: fewer than four weeks with a sabaq. `stalled`: none for eight weeks. `far`: more than fifteen years. */
  | { readonly kind: 'unknown'; readonly reason: 'few' | 'stalled' | 'far'; readonly weeks: number }
  | KhatmRange;

/** Small and seeded: the same record gives the same range on every machine (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(roll: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
}

/** Pages of each past week, the latest first; weeks count back from `today`. */
function weeksBack(gains: readonly DayGain[], today: LocalDate): number[] {
  const first = gains[0]?.date;
  if (first === undefined) return [];
  const count = Math.min(WEEKS_READ, Math.floor(daysBetween(first, today) / 7) + 1);
  const weeks = new Array<number>(count).fill(0);
  for (const { date, pages } of gains) {
    const week = Math.floor(daysBetween(date, today) / 7);
    if (week >= 0 && week < count) weeks[week] = weeks[week]! + pages;
  }
  return weeks;
}

/** One exceptional week (a child who caught up on thirty pages) does not speak for the rest. */
function withoutExtremes(weeks: readonly number[]): number[] {
  const sorted = [...weeks].sort((a, b) => a - b);
  const most = sorted[Math.floor((sorted.length - 1) * 0.975)]!;
  return weeks.map((pages) => Math.min(pages, most));
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]!;

/**
 * When the Quran will likely be complete: a range, never a day. Weeks to come are drawn from the child's own recent
 * weeks in runs of three (a good week follows a good one), empty ones as often as they came, around a pace that may
 * stray; the range holds nine in ten such futures.
 */
export function forecastKhatm({
  gains,
  pagesHeld,
  today,
}: {
  /** Oldest first, see `dailyGains`. */
  gains: readonly DayGain[];
  pagesHeld: number;
  today: LocalDate;
}): KhatmForecast {
  const pagesLeft = PAGES - pagesHeld;
  if (pagesLeft < 1e-6) return { kind: 'done' };
  const weeks = weeksBack(gains, today);
  const taught = weeks.filter((pages) => pages > 0);
  if (weeks.length > 0 && !weeks.slice(0, STALLED_WEEKS).some((pages) => pages > 0))
    return { kind: 'unknown', reason: 'stalled', weeks: weeks.findIndex((pages) => pages > 0) };
  if (taught.length < LEAST_WEEKS) return { kind: 'unknown', reason: 'few', weeks: taught.length };

  const pool = withoutExtremes(taught.slice(0, WEEKS_OF_PACE));
  const emptyShare = (weeks.length - taught.length + USUAL_EMPTY) / (weeks.length + USUAL_WEEKS);
  const paths = futures({ pool, emptyShare, pagesLeft });
  const lasts = paths.map((path) => path.length).sort((a, b) => a - b);
  const [soonest, latest] = [at(lasts, LOW), at(lasts, HIGH)];
  if (latest >= FURTHEST_WEEKS) return { kind: 'unknown', reason: 'far', weeks: taught.length };
  return {
    kind: 'range',
    from: addDays(today, soonest * 7),
    to: addDays(today, latest * 7),
    pagesLeft,
    pagesAWeek: pool.reduce((sum, pages) => sum + pages, 0) / pool.length,
    emptyShare,
    weeksSeen: weeks.length,
    fan: fanOf(paths, { latest, pagesHeld, today }),
  };
}

/** Cumulated pages, week by week, until nothing is left. */
function futures({
  pool,
  emptyShare,
  pagesLeft,
}: {
  pool: readonly number[];
  emptyShare: number;
  pagesLeft: number;
}): number[][] {
  const roll = dice(pool.length * 7919 + Math.round(pagesLeft * 100));
  return Array.from({ length: PATHS }, () => {
    const now = Math.exp(STRAY_NOW * normal(roll));
    const drift = STRAY_A_YEAR * normal(roll);
    const path: number[] = [];
    let sum = 0;
    let place = 0;
    let pace = 1;
    for (let week = 0; sum < pagesLeft && week < FURTHEST_WEEKS; week += 1) {
      if (week % BLOCK === 0) place = Math.floor(roll() * pool.length);
      if (week % BLOCK === 0) pace = now * Math.exp(drift * Math.sqrt(week / 52));
      if (roll() >= emptyShare) sum += pace * pool[(place + (week % BLOCK)) % pool.length]!;
      path.push(Math.min(sum, pagesLeft));
    }
    return path;
  });
}

const FAN_POINTS = 24;

function fanOf(
  paths: readonly number[][],
  { latest, pagesHeld, today }: { latest: number; pagesHeld: number; today: LocalDate },
): FanPoint[] {
  const step = Math.max(1, Math.ceil(latest / FAN_POINTS));
  const weeks = Array.from({ length: Math.ceil(latest / step) }, (_, i) => Math.min(latest, (i + 1) * step));
  return [
    { date: today, low: pagesHeld, high: pagesHeld },
    ...weeks.map((week) => {
      const sums = paths.map((path) => path[Math.min(week, path.length) - 1]!).sort((a, b) => a - b);
      return {
        date: addDays(today, week * 7),
        low: pagesHeld + at(sums, LOW),
        high: pagesHeld + at(sums, HIGH),
      };
    }),
  ];
}

/** Whole months by which so many lines more on each day of lessons bring the khatm forward, the rest being equal. */
export function monthsSooner(
  { pagesLeft, pagesAWeek, emptyShare }: Pick<KhatmRange, 'pagesLeft' | 'pagesAWeek' | 'emptyShare'>,
  { extraLines, daysAWeek }: { extraLines: number; daysAWeek: number },
): number {
  const weeks = (pages: number) => pagesLeft / (pages * (1 - emptyShare));
  const saved = weeks(pagesAWeek) - weeks(pagesAWeek + (extraLines * daysAWeek) / LINES_A_PAGE);
  return Math.round((saved * 7) / 30.44);
}
