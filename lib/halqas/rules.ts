import { DAY_SESSIONS, type DaySession } from '@/lib/attendance/rules';
import { LESSON_KINDS, type LessonKind } from '@/lib/lessons/rules';

const clock = (hours: number, minutes: number) => hours * 60 + minutes;

/** When a session of the day begins and ends, minutes since local midnight. Customary hours of institutes in
 *  Pakistan, wide enough for prayer times to move with the season; they only decide when the office is reminded, and
 *  which of several sessions opens first. */
const HOURS: Record<DaySession, readonly [begins: number, ends: number]> = {
  FAJR: [clock(5, 30), clock(8, 0)],
  MORNING: [clock(8, 0), clock(12, 0)],
  AFTER_ZUHR: [clock(13, 45), clock(16, 0)],
  AFTER_ASR: [clock(16, 30), clock(18, 0)],
  MAGHRIB: [clock(18, 15), clock(19, 45)],
  AFTER_ISHA: [clock(20, 0), clock(21, 30)],
};

export type SessionPhase = 'AHEAD' | 'UNDERWAY' | 'OVER';

/** Where the day stands with a session. @param minutes local minutes since midnight */
export function sessionPhase(session: DaySession, minutes: number): SessionPhase {
  const [begins, ends] = HOURS[session];
  if (minutes < begins) return 'AHEAD';
  return minutes < ends ? 'UNDERWAY' : 'OVER';
}

/** Local minutes since midnight at which a session begins. */
export function sessionBegins(session: DaySession): number {
  return HOURS[session][0];
}

/** Each once, in the order of the day. */
export function inDayOrder(sessions: readonly DaySession[]): DaySession[] {
  return DAY_SESSIONS.filter((session) => sessions.includes(session));
}

/**
 * Which of a day's sessions is meant by whoever names none of them: the one that runs or began last, else the first.
 * @param sessions at least one, in the order of the day
 * @param minutes local minutes since midnight; undefined of a day that is over, which is read from its beginning
 */
export function sessionMeant(
  sessions: readonly DaySession[],
  { session: asked, minutes }: { session?: DaySession | undefined; minutes?: number | undefined },
): DaySession {
  if (asked && sessions.includes(asked)) return asked;
  const begun = sessions.filter((session) => minutes !== undefined && sessionBegins(session) <= minutes);
  return begun.at(-1) ?? sessions[0]!;
}

/** The session as an address names it: not at all where there is only one. */
export const sessionNamed = ({
  session,
  sessions,
}: {
  session: DaySession;
  sessions: readonly unknown[];
}): DaySession | undefined => (sessions.length > 1 ? session : undefined);

/** Which kinds of lesson are heard in which session; one that is not named hears all of the day. */
export type SessionKinds = Readonly<Partial<Record<DaySession, readonly LessonKind[]>>>;

/**
 * The kinds that a session hears; undefined: all of the day. A kind that no session of the halqa names falls out of no
 * day: each session hears it.
 */
export function kindsHeardIn(
  session: DaySession,
  { sessions, kinds }: { sessions: readonly DaySession[]; kinds: SessionKinds },
): readonly LessonKind[] | undefined {
  const of = (one: DaySession) => kinds[one] ?? [];
  if (!sessions.includes(session) || of(session).length === 0) return undefined;
  const named = new Set(sessions.flatMap((one) => (of(one).length > 0 ? of(one) : LESSON_KINDS)));
  return LESSON_KINDS.filter((kind) => of(session).includes(kind) || !named.has(kind));
}

/** The sessions that hear a kind, in the order of the day. */
export function sessionsHearing(
  kind: LessonKind,
  plan: { sessions: readonly DaySession[]; kinds: SessionKinds },
): DaySession[] {
  return plan.sessions.filter((session) => kindsHeardIn(session, plan)?.includes(kind) ?? true);
}

/** What of the kinds is worth keeping: of the sessions that the halqa has, when it has several. */
export function kindsKept(kinds: SessionKinds, sessions: readonly DaySession[]): SessionKinds {
  if (sessions.length < 2) return {};
  return Object.fromEntries(
    sessions.flatMap((session) => {
      const own = LESSON_KINDS.filter((kind) => kinds[session]?.includes(kind));
      return own.length > 0 && own.length < LESSON_KINDS.length ? [[session, own]] : [];
    }),
  );
}
