import { addDays, hijriOf, type LocalDate, weekdayOf } from '@/lib/core/time';
import { LINES_A_PAGE, PAGES } from '@/lib/progress/measure/rules';

/** A child of a made-up madrasa, with everything that forecasts and memories must live with. */
export interface SyntheticPace {
  readonly first: LocalDate;
  /** Pages added on each day with an accepted sabaq, oldest first. */
  readonly gains: { date: LocalDate; pages: number }[];
  /** The day of the last page. */
  readonly khatm: LocalDate;
}

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * From the first line to the last: a pace of the child's own that grows through the first months and then strays, a
 * weekly rhythm with Friday off, lessons to be repeated, Ramadan and both Eids, summer leave, illness of one to three
 * weeks, single absences and, for some, months in which the lesson is stopped.
 */
export function syntheticPace(seed: number): SyntheticPace {
  const roll = seeded(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const first = addDays('2019-02-01', Math.floor(roll() * 1500));
  const usual = 9 * Math.exp(0.35 * gauss());
  const sick = 0.004 + roll() * 0.006;
  const absent = 0.02 + roll() * 0.06;
  const repeats = 0.04 + roll() * 0.1;
  const ramadanOff = roll() < 0.6;
  const gains: SyntheticPace['gains'] = [];
  let stray = 0;
  let left: number = PAGES;
  let away = 0;
  let stopped = 0;
  let date = first;
  for (let day = 0; left > 0; day += 1, date = addDays(first, day)) {
    if (day % 7 === 0) stray = stray * 0.985 + 0.04 * gauss();
    const { month, day: of } = hijriOf(date, -1);
    const holiday =
      (month === 9 && (ramadanOff || of >= 21)) ||
      (month === 10 && of <= 7) ||
      (month === 12 && of >= 8 && of <= 15);
    if (away > 0) away -= 1;
    else if (roll() < sick) away = 4 + Math.floor(roll() * 17);
    if (stopped > 0) stopped -= 1;
    else if (roll() < 0.0012) stopped = 10 + Math.floor(roll() * 25);
    if (holiday || weekdayOf(date) === 5 || away > 0 || stopped > 0) continue;
    if (roll() < absent || roll() < repeats) continue;
    const grown = 1 - 0.35 * Math.exp(-day / 90);
    const lines = Math.max(1, usual * grown * Math.exp(stray) * Math.exp(0.25 * gauss()));
    const pages = Math.min(left, lines / LINES_A_PAGE);
    left -= pages;
    gains.push({ date, pages });
  }
  return { first, gains, khatm: gains.at(-1)!.date };
}
