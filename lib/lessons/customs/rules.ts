import type { DaySession } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import { type Direction, type Grade, isAcceptedSabaq, type LessonKind } from '@/lib/lessons/rules';
import { type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { type Range, surahOf, surahRange } from '@/lib/quran/position';
import {
  containsAyah,
  fromFlat,
  intersect,
  normalise,
  portionsFromFlat,
  type RangeSet,
  size,
  subtract,
  union,
} from '@/lib/quran/range-set';
import type { Custom } from './schema';

/** A session of one child. */
export interface DayKey {
  readonly studentId: string;
  readonly date: LocalDate;
  readonly session: DaySession;
}

/** A lesson that stands in the register already. */
export interface SavedLesson {
  readonly portions: number[];
  readonly grade: Grade;
  readonly insisted: Custom[];
}

export interface Day {
  readonly layout: MushafLayout;
  readonly memorised: number[];
  readonly due: Record<'SABAQ' | 'SABQI' | 'MANZIL', number[]>;
  readonly direction: Direction;
  readonly away: boolean;
  readonly saved: Partial<Record<LessonKind, SavedLesson>>;
  /** Of the other sessions of the same day. */
  readonly elsewhere: readonly { readonly kind: LessonKind; readonly portions: readonly number[] }[];
  readonly waitingJuz: number | null;
  /** See {@link Ground}. */
  readonly held: boolean;
}

export const dayKey = ({ studentId, date, session }: DayKey): string => [studentId, date, session].join();

/** How things stand with a child on a day, apart from the lesson that is looked at. */
export interface Ground {
  readonly memorised: RangeSet;
  /** What is due of each kind; of the sabaq its first ayah is the child's place. */
  readonly due: Readonly<Record<LessonKind, readonly Range[]>>;
  readonly direction: Direction;
  readonly scheme: JuzScheme;
  /** The juz that is complete and whose jaiza is not passed. */
  readonly waitingJuz: number | null;
  /** The head has stopped new lessons (sabaq band), or manzil holds them back today. */
  readonly held: boolean;
  /** Marked absent or on leave in this session. */
  readonly away: boolean;
  /** Heard of this kind in another session of the day: a page that was opened before may propose it still. */
  readonly heardToday: RangeSet;
}

export type Repair =
  | { readonly do: 'portions'; readonly portions: readonly Range[] }
  /** No lesson of this kind today. */
  | { readonly do: 'skip' }
  /** The mark was the slip: the child is here. */
  | { readonly do: 'present' };

/** A custom that a lesson does not keep, what of the Quran it concerns, and what was likely meant. */
export interface Broken {
  readonly code: Custom;
  readonly about: readonly Range[];
  /** The juz that comes first, and whether only its jaiza is missing. */
  readonly first?: { readonly juz: number; readonly complete: boolean };
  readonly repair: Repair;
}

export interface LookedAt {
  readonly kind: LessonKind;
  /** In the order of recital. */
  readonly portions: readonly Range[];
}

/** Every custom that a lesson does not keep: none is arithmetic, the teacher may insist on each. */
export function brokenCustoms(lesson: LookedAt, ground: Ground): Broken[] {
  const broken = lesson.kind === 'SABAQ' ? ofSabaq(lesson.portions, ground) : ofRevision(lesson, ground);
  const twice = intersect(normalise(lesson.portions), ground.heardToday);
  if (twice.length > 0) broken.push({ code: 'heardToday', about: twice, repair: { do: 'skip' } });
  if (ground.away) broken.push({ code: 'absentDay', about: lesson.portions, repair: { do: 'present' } });
  return broken;
}

function ofSabaq(portions: readonly Range[], ground: Ground): Broken[] {
  const held: Broken = { code: 'sabaqHeld', about: portions, repair: { do: 'skip' } };
  return [...(ground.held ? [held] : []), ...ofPlace(portions, ground)];
}

function ofPlace(portions: readonly Range[], ground: Ground): Broken[] {
  const place = ground.due.SABAQ[0]?.[0];
  // Of a child of whom the register holds nothing, any beginning is right.
  if (ground.memorised.length === 0) return [];
  const beyond = beyondJuz(portions, place, ground);
  if (beyond) return [beyond];
  let held = ground.memorised;
  for (const [at, portion] of portions.entries()) {
    const gap = gapBefore(portion[0], place, { ...ground, memorised: held });
    if (gap.length > 0) return [{ code: 'gap', about: gap, repair: closing(gap, at, portions, ground) }];
    held = union(held, [portion]);
  }
  return [];
}

/** New ayahs outside the juz the child is in, or whose jaiza is still to come. */
function beyondJuz(
  portions: readonly Range[],
  place: number | undefined,
  { memorised, waitingJuz, scheme, due }: Ground,
): Broken | undefined {
  const juz = waitingJuz ?? (place === undefined ? undefined : juzOf(place, scheme));
  if (juz === undefined) return undefined;
  const released = juzRange(juz, scheme);
  const about = subtract(subtract(normalise(portions), memorised), [released]);
  if (about.length === 0) return undefined;
  const inside = portions.flatMap((portion) => intersect([portion], [released]));
  const left = waitingJuz === null && inside.length === 0 ? due.SABAQ : inside;
  return { code: 'beyondJuz', about, first: { juz, complete: waitingJuz !== null }, repair: orSkip(left) };
}

const orSkip = (portions: readonly Range[]): Repair =>
  portions.length > 0 ? { do: 'portions', portions } : { do: 'skip' };

/** Ayahs not by heart that a lesson beginning at `start` would leave behind it. */
function gapBefore(
  start: number,
  place: number | undefined,
  { memorised, direction }: Pick<Ground, 'memorised' | 'direction'>,
): RangeSet {
  if (start === place || containsAyah(memorised, start) || containsAyah(memorised, start - 1)) return [];
  const onward = place !== undefined && place < start && (direction === 'FORWARD' || sameSurah(place, start));
  const from = onward ? place : surahRange(surahOf(start))[0];
  if (from >= start) return [];
  const free = subtract([[from, start - 1]], memorised);
  // Back in a surah that was begun elsewhere: only what lies behind the last held ayah was left out.
  return onward ? free : free.slice(-1);
}

const sameSurah = (a: number, b: number) => surahOf(a) === surahOf(b);
/** A slip of a line or a page is closed by beginning earlier; a longer way is a slip of the surah or the juz. */
const CLOSE = 30;

function closing(gap: RangeSet, at: number, portions: readonly Range[], { due }: Ground): Repair {
  const [from] = gap[0]!;
  const portion = portions[at]!;
  if (size(gap) <= CLOSE || due.SABAQ.length === 0)
    return { do: 'portions', portions: portions.with(at, [from, portion[1]]) };
  return { do: 'portions', portions: due.SABAQ };
}

function ofRevision({ kind, portions }: LookedAt, { memorised, due }: Ground): Broken[] {
  if (memorised.length === 0) return [];
  const about = subtract(normalise(portions), memorised);
  if (about.length === 0) return [];
  const known = portions.flatMap((portion) => intersect([portion], memorised));
  return [{ code: 'notMemorised', about, repair: orSkip(known.length > 0 ? known : due[kind]) }];
}

/**
 * What a lesson of a kind is measured by: a sabaq saved before does not count for itself, and what is recited later the
 * same day may lie in the sabaq.
 * @param sabaq today's, when it comes with the same saving
 */
export function groundOf(
  day: Day,
  kind: LessonKind,
  sabaq?: { readonly portions: readonly number[]; readonly grade: Grade },
): Ground {
  const { layout, due, saved, elsewhere, direction, away, waitingJuz, held } = day;
  const memorised = fromFlat(day.memorised);
  const fresh = sabaq && isAcceptedSabaq({ kind: 'SABAQ', grade: sabaq.grade }) ? sabaq.portions : [];
  const own = kind === 'SABAQ' && saved.SABAQ ? portionsFromFlat(saved.SABAQ.portions) : undefined;
  const ranges = (flat: readonly number[]): readonly Range[] => portionsFromFlat(flat);
  return {
    memorised:
      kind === 'SABAQ'
        ? subtract(memorised, fromFlat(saved.SABAQ?.portions ?? []))
        : union(memorised, ranges(fresh)),
    due: {
      SABAQ: own ?? ranges(due.SABAQ),
      SABQI: ranges(due.SABQI),
      MANZIL: ranges(due.MANZIL),
      GIRDAAN: ranges(due.MANZIL),
    },
    direction,
    scheme: juzSchemeOf(layout),
    waitingJuz,
    held,
    away,
    heardToday: normalise(
      elsewhere.flatMap((lesson) => (lesson.kind === kind ? portionsFromFlat(lesson.portions) : [])),
    ),
  };
}

/**
 * The customs that an entry passes over, to be kept with it. A lesson saved again with the same portions keeps the marks
 * it has: by then what it added is part of what the child holds, and would hide why it was odd.
 */
export function customsPassed(
  entry: Pick<LookedAt, 'kind'> & { readonly portions: readonly number[] },
  day: Day,
  sabaq?: Parameters<typeof groundOf>[2],
): Custom[] {
  const saved = day.saved[entry.kind];
  const same = saved !== undefined && saved.portions.join() === entry.portions.join();
  const kept = same ? saved.insisted.filter((code) => code !== 'absentDay') : [];
  const lesson = { kind: entry.kind, portions: portionsFromFlat(entry.portions) };
  const now = brokenCustoms(lesson, groundOf(day, entry.kind, sabaq)).map(({ code }) => code);
  return [...new Set([...kept, ...(same ? now.filter((code) => code === 'absentDay') : now)])];
}
