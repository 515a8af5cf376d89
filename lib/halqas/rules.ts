import type { DaySession } from '@/lib/attendance/rules';

const clock = (hours: number, minutes: number) => hours * 60 + minutes;

/** When a session of the day begins and ends, minutes since local midnight. Customary hours of institutes in
 *  Pakistan, wide enough for prayer times to move with the season; they only decide when the office is reminded. */
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
