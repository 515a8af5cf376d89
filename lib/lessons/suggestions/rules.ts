import {
  byDate,
  type Direction,
  type HeardLesson,
  isAcceptedSabaq,
  juzInDirection,
  MAX_PORTIONS,
} from '@/lib/lessons/rules';
import { type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { pageOf, pageRange } from '@/lib/quran/mushaf';
import { AYAHS, type Range, surahOf, surahRange } from '@/lib/quran/position';
import {
  containsAyah,
  intersect,
  normalise,
  type RangeSet,
  runAt,
  size,
  subtract,
} from '@/lib/quran/range-set';

/** Portions to recite, in order; null when there is nothing to suggest. */
export type Suggestion = readonly [Range, ...Range[]] | null;

const BEGINNERS_PACE = 5;
const PACE_LESSONS = 10;
const SABQI_DAYS = 7;
const SABQI_MIN_AYAHS = 10;
const SABQI_PAGES = 20;

export function suggestion(portions: readonly Range[]): Suggestion {
  const [first, ...rest] = portions.slice(0, MAX_PORTIONS);
  return first ? [first, ...rest] : null;
}

/** Usual size of a new lesson in ayahs: the median of the last ten accepted sabaq, the lower of two middles. */
export function sabaqPace(lessons: readonly HeardLesson[]): number {
  const sizes = byDate(lessons.filter(isAcceptedSabaq))
    .slice(-PACE_LESSONS)
    .map((lesson) => size(lesson.portions))
    .sort((a, b) => a - b);
  return Math.max(1, sizes[(sizes.length - 1) >> 1] ?? BEGINNERS_PACE);
}

export interface SabaqInput {
  readonly memorised: RangeSet;
  readonly direction: Direction;
  /** Juz at which the student began; juz 1 or 30 by direction when not recorded. */
  readonly startJuz?: number | undefined;
  /** Ayahs, see {@link sabaqPace}. */
  readonly pace: number;
  /** The latest sabaq heard, accepted or not. */
  readonly lastSabaq?: HeardLesson | undefined;
  readonly scheme: JuzScheme;
}

/**
 * Today's new lesson. After a REPEAT the same again; else it goes on behind the last sabaq if that place is free;
 * a child that goes down by surahs gets the surah before; else the first gap in the student's direction.
 */
export function suggestSabaq(input: SabaqInput): Suggestion {
  const { memorised, lastSabaq } = input;
  if (lastSabaq?.grade === 'REPEAT') {
    const again = suggestion(lastSabaq.portions.flatMap((portion) => subtract([portion], memorised)));
    if (again) return again;
  }
  const start = nextPlace(input);
  return start === null ? null : [lessonFrom(start, input)];
}

function nextPlace({ memorised, direction, startJuz, lastSabaq, scheme }: SabaqInput): number | null {
  const last = lastSabaq?.portions.at(-1);
  if (last) {
    const juz = juzOf(last[1], scheme);
    const next = last[1] + 1;
    const onTheWay = next <= AYAHS && (direction === 'FORWARD' || juzOf(next, scheme) === juz);
    if (onTheWay && !containsAyah(memorised, next)) return next;

    const surah = surahOf(last[0]);
    if (direction === 'BACKWARD' && surah > 1) {
      const before = surahRange(surah - 1);
      if (juzOf(before[0], scheme) === juz && intersect(memorised, [before]).length === 0) return before[0];
    }
  }
  for (const juz of juzInDirection(direction, startJuz)) {
    const [gap] = subtract([juzRange(juz, scheme)], memorised);
    if (gap) return gap[0];
  }
  return null;
}

/** From a free ayah on, about `pace` ayahs: not over a juz end nor over a surah end, unless the surah's rest is a third at most. */
function lessonFrom(
  start: number,
  { memorised, pace, scheme }: Pick<SabaqInput, 'memorised' | 'pace' | 'scheme'>,
): Range {
  const wanted = Math.max(1, Math.round(pace));
  const nextHeld = memorised.find(([from]) => from > start)?.[0] ?? AYAHS + 1;
  const wall = Math.min(nextHeld - 1, juzRange(juzOf(start, scheme), scheme)[1]);
  let from = start;
  let left = wanted;
  for (;;) {
    const surahEnd = surahRange(surahOf(from))[1];
    const rest = surahEnd - from + 1;
    if (surahEnd >= wall || left <= rest || rest * 3 > left) {
      return [start, Math.min(wall, surahEnd, from + left - 1)];
    }
    from = surahEnd + 1;
    left -= rest;
  }
}

/**
 * The recent lessons, as registers keep them: the current surah from its beginning up to today's sabaq, at most twenty
 * Madani pages back. While that is under ten ayahs, the accepted sabaq of the last seven lesson days, of today's juz if any.
 */
export function suggestSabqi({
  memorised,
  sabaq,
  lessons,
  scheme,
}: {
  memorised: RangeSet;
  /** Today's sabaq, from {@link suggestSabaq} or as the teacher changed it. */
  sabaq: readonly Range[] | null;
  lessons: readonly HeardLesson[];
  scheme: JuzScheme;
}): Suggestion {
  const start = sabaq?.[0]?.[0];
  const part = start === undefined ? null : surahPartBefore(start, memorised);
  if (part && size([part]) >= SABQI_MIN_AYAHS) return [part];

  const accepted = byDate(lessons.filter(isAcceptedSabaq));
  const days = new Set([...new Set(accepted.map((lesson) => lesson.date))].slice(-SABQI_DAYS));
  const portions = accepted.filter((lesson) => days.has(lesson.date)).flatMap((lesson) => lesson.portions);
  const recent = subtract(
    intersect(normalise(part ? [...portions, part] : portions), memorised),
    normalise(sabaq ?? []),
  );
  const inJuz = start === undefined ? [] : intersect(recent, [juzRange(juzOf(start, scheme), scheme)]);
  return suggestion(inJuz.length > 0 ? inJuz : recent);
}

function surahPartBefore(start: number, memorised: RangeSet): Range | null {
  const run = runAt(memorised, start - 1);
  if (!run) return null;
  const top = pageRange('madani15', Math.max(1, pageOf('madani15', start - 1) - SABQI_PAGES + 1))[0];
  const from = Math.max(run[0], surahRange(surahOf(start))[0], top);
  return from < start ? [from, start - 1] : null;
}

export interface DayPlan {
  readonly sabaq: Suggestion;
  readonly sabqi: Suggestion;
  readonly manzil: Suggestion;
}

/** New lesson and sabqi, the one built on the other; manzil is planned from the memory (lib/revision/plan). `lessons`: the
 *  recent ones (some weeks), in any order. */
export function suggestDay({
  memorised,
  lessons,
  direction,
  startJuz,
  heardSabaq,
  scheme,
}: {
  memorised: RangeSet;
  lessons: readonly HeardLesson[];
  direction: Direction;
  startJuz?: number | undefined;
  /** Today's sabaq when it was heard already, in place of a suggestion. */
  heardSabaq?: readonly Range[] | undefined;
  scheme: JuzScheme;
}): Pick<DayPlan, 'sabaq' | 'sabqi'> {
  const lastSabaq = byDate(lessons.filter((lesson) => lesson.kind === 'SABAQ')).at(-1);
  const sabaq = heardSabaq
    ? suggestion(heardSabaq)
    : suggestSabaq({ memorised, direction, startJuz, pace: sabaqPace(lessons), lastSabaq, scheme });
  return { sabaq, sabqi: suggestSabqi({ memorised, sabaq, lessons, scheme }) };
}
