import { DAY_SESSIONS, type DaySession } from '@/lib/attendance/rules';
import { dayNumber, type LocalDate } from '@/lib/core/time';
import { LESSON_KINDS, type LessonKind } from '@/lib/lessons/rules';
import type { Range } from '@/lib/quran/position';
import { noteSteps, type Strengths } from '../../strengths/rules';
import { applyPlacement, applyRecital, type Placed, type Recital, takeBack, type UnitStates } from '../rules';

/** A lesson of the register with its place in the day. */
export interface RegisterLesson extends Recital {
  readonly kind: LessonKind;
  readonly session: DaySession;
}

/** A test that changed something: heard by the examiner, and what it took back when it was failed. */
export interface RegisterTest extends Recital {
  readonly kind: 'TEST';
  readonly takenBack: readonly Range[];
}

export interface Register {
  readonly placements: readonly Placed[];
  readonly lessons: readonly RegisterLesson[];
  readonly tests?: readonly RegisterTest[] | undefined;
}

/** Where a recital stands in a child's history: texts that sort as the day went; a test closes its day. */
export function placeInHistory(
  recital: { date: LocalDate; kind: string } & Partial<Pick<RegisterLesson, 'session'>>,
): string {
  if (!recital.session) return `${recital.date} 9`;
  const kind = LESSON_KINDS.indexOf(recital.kind as LessonKind);
  return `${recital.date} ${DAY_SESSIONS.indexOf(recital.session)} ${kind}`;
}

const inOrder = <R extends RegisterLesson | RegisterTest>(recitals: readonly R[]): [string, R][] =>
  recitals
    .map((recital): [string, R] => [placeInHistory(recital), recital])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * A child's memory from its whole register, in whatever order that is handed over. What it brought comes first, unless
 * it was placed after a test had taken something back: then it says what is held again.
 * @returns also how strong it was on the way, as far as recitals came after
 */
export function replayAlong({ placements, lessons, tests = [] }: Register): {
  states: UnitStates;
  strengths: Strengths;
} {
  const states: UnitStates = new Map();
  let strengths: Strengths = [];
  const goOn = (date: LocalDate) => {
    strengths = noteSteps(strengths, states, dayNumber(date));
  };
  const history = inOrder<RegisterLesson | RegisterTest>([...lessons, ...tests]);
  const takenBackOn = tests
    .filter(({ takenBack }) => takenBack.length > 0)
    .reduce<LocalDate | undefined>((first, { date }) => (first && first < date ? first : date), undefined);
  const begins = history[0]?.[1].date;
  const placed = [...placements].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const later = placed.filter(({ on }) => takenBackOn !== undefined && on > takenBackOn);
  for (const placement of placed.slice(0, placed.length - later.length)) {
    // Lessons older than the word on what the child brought show that it brought it to them.
    const on = begins && begins < placement.on ? begins : placement.on;
    applyPlacement(states, { ...placement, on });
  }
  for (const [, recital] of history) {
    while (later[0] && later[0].on <= recital.date) {
      goOn(later[0].on);
      applyPlacement(states, later.shift()!);
    }
    goOn(recital.date);
    applyRecital(states, recital);
    if (recital.kind === 'TEST') takeBack(states, recital.takenBack);
  }
  for (const placement of later) {
    goOn(placement.on);
    applyPlacement(states, placement);
  }
  return { states, strengths };
}

/** The memory alone. */
export const replay = (register: Register): UnitStates => replayAlong(register).states;
