import type { DaySession } from '@/lib/attendance/rules';
import { sessionBegins, sessionPhase } from '@/lib/halqas/rules';

/** One session of a halqa's plan, as far as it has come today. */
export interface SessionFacts {
  readonly session: DaySession;
  /** Children with a mark or a lesson in it. */
  readonly begun: boolean;
  /** The ustadh closed it. */
  readonly finished: boolean;
}

export interface HalqaFacts {
  readonly id: string;
  /** At least one, in the order of the day. */
  readonly sessions: readonly SessionFacts[];
  readonly hasUstadh: boolean;
  readonly children: number;
  /** Children with a mark today in whatever session, and those of them who came to one: each child once. */
  readonly marked: number;
  readonly present: number;
  /** Children heard today, of any kind. */
  readonly heard: number;
}

/** EMPTY: no children. LATE: under way or over, and nobody is marked. AHEAD: its hour is still to come. */
export type HalqaState = 'SAVED' | 'RECORDING' | 'LATE' | 'AHEAD' | 'EMPTY' | 'HOLIDAY';

export interface Clock {
  /** Local minutes since midnight. */
  readonly minutes: number;
  /** Nobody teaches today. */
  readonly holiday: boolean;
}

export interface Standing {
  readonly state: HalqaState;
  /** The session that it is the state of. */
  readonly session: DaySession;
}

const isAhead = ({ session }: SessionFacts, minutes: number) => sessionPhase(session, minutes) === 'AHEAD';

/** How a halqa stands: by the session that began last of those not closed yet; when all that began are closed, the day is
 *  saved so far. */
export function standingOf({ sessions, ...halqa }: HalqaFacts, { minutes, holiday }: Clock): Standing {
  const closed = sessions.filter(({ finished }) => finished);
  const open = sessions.filter(({ finished }) => !finished);
  const begun = open.filter((one) => one.begun || !isAhead(one, minutes));
  const last = begun.at(-1);
  if (!last && closed.length > 0) return { state: 'SAVED', session: closed.at(-1)!.session };
  const { session } = last ?? sessions[0]!;
  if (last?.begun) return { state: 'RECORDING', session };
  // What stands in another session of a halqa that meets once is its day all the same.
  if (sessions.length === 1 && (halqa.marked > 0 || halqa.heard > 0)) return { state: 'RECORDING', session };
  if (halqa.children === 0) return { state: 'EMPTY', session };
  if (holiday) return { state: 'HOLIDAY', session };
  return { state: last ? 'LATE' : 'AHEAD', session };
}

export interface DaySummary {
  readonly halqas: number;
  /** Halqas with attendance today. */
  readonly met: number;
  /** Children of those halqas, and how many of them came. */
  readonly expected: number;
  readonly came: number;
}

/** The figures of the dashboard's first sentence. Children of halqas that have not met are nobody's absence. */
export function summarise(halqas: readonly HalqaFacts[]): DaySummary {
  const met = halqas.filter(({ marked }) => marked > 0);
  const sum = (of: (halqa: HalqaFacts) => number) => met.reduce((total, halqa) => total + of(halqa), 0);
  return {
    halqas: halqas.length,
    met: met.length,
    expected: sum(({ marked, children }) => Math.max(marked, children)),
    came: sum(({ present }) => present),
  };
}

export type Waiting =
  | {
      readonly kind: 'attendance';
      readonly halqaId: string;
      readonly session: DaySession;
      readonly minutesLate: number;
    }
  | { readonly kind: 'noUstadh'; readonly halqaId: string }
  | { readonly kind: 'needWord' | 'failedMessages' | 'noSignIn' | 'noHalqa'; readonly count: number };

export interface HouseFacts {
  /** Messages of today that failed. */
  readonly failedMessages: number;
  /** Asatidha in service with a halqa and no sign-in. */
  readonly staffWithoutSignIn: number;
  readonly childrenWithoutHalqa: number;
  /** Children with a reason for a word that nobody has had with them. */
  readonly childrenToSpeakTo: number;
}

/** What the office must look at, the most pressing first: the longest without attendance leads. */
export function whatWaits(halqas: readonly HalqaFacts[], house: HouseFacts, clock: Clock): Waiting[] {
  const late = halqas
    .map((halqa) => ({ id: halqa.id, ...standingOf(halqa, clock) }))
    .filter(({ state }) => state === 'LATE')
    .map(({ id, session }) => ({
      kind: 'attendance' as const,
      halqaId: id,
      session,
      minutesLate: clock.minutes - sessionBegins(session),
    }))
    .sort((one, other) => other.minutesLate - one.minutesLate);
  // A halqa whose session nobody takes for want of an ustadh says so there.
  const alone = halqas
    .filter(
      ({ id, hasUstadh, children }) => !hasUstadh && children > 0 && !late.some((one) => one.halqaId === id),
    )
    .map(({ id }) => ({ kind: 'noUstadh' as const, halqaId: id }));
  const counted = (
    [
      ['needWord', house.childrenToSpeakTo],
      ['failedMessages', house.failedMessages],
      ['noHalqa', house.childrenWithoutHalqa],
      ['noSignIn', house.staffWithoutSignIn],
    ] as const
  ).flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : []));
  return [...late, ...alone, ...counted];
}

/** What an institution still lacks before its first day, in the order in which one needs the other. */
export type SetUpStep = 'campus' | 'halqa' | 'staff' | 'students' | 'done';

export function nextStep(has: {
  campuses: number;
  halqas: number;
  staff: number;
  students: number;
}): SetUpStep {
  if (has.campuses === 0) return 'campus';
  if (has.halqas === 0) return 'halqa';
  if (has.staff === 0) return 'staff';
  return has.students === 0 ? 'students' : 'done';
}
