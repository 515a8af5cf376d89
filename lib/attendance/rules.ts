import { type LocalDate, weekdayOf } from '@/lib/core/time';

export const DAY_SESSIONS = ['FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'] as const;
export type DaySession = (typeof DAY_SESSIONS)[number];

export const ATTENDANCE_STATUSES = ['PRESENT', 'LATE', 'ABSENT', 'LEAVE'] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

export const ABSENCE_REASONS = ['ILLNESS', 'TRAVEL', 'FAMILY', 'HOLIDAY', 'UNEXCUSED'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

export interface MarkedSession {
  readonly date: LocalDate;
  readonly status: AttendanceStatus;
}

export interface AttendanceCounts extends Readonly<Record<AttendanceStatus, number>> {
  readonly marked: number;
}

/** A child who came on time has nothing to excuse. */
export function mayHaveReason(status: AttendanceStatus): boolean {
  return status !== 'PRESENT';
}

export function countStatuses(marked: readonly Pick<MarkedSession, 'status'>[]): AttendanceCounts {
  const counts = { PRESENT: 0, LATE: 0, ABSENT: 0, LEAVE: 0, marked: marked.length };
  for (const { status } of marked) counts[status] += 1;
  return counts;
}

/** Part of the marked sessions that the child attended (present or late), 0…1; null when nothing is marked. */
export function shareAttended({ PRESENT, LATE, marked }: AttendanceCounts): number | null {
  return marked === 0 ? null : (PRESENT + LATE) / marked;
}

export interface MonthSummary {
  /** Sessions; an institution may hold several a day. */
  readonly counts: AttendanceCounts;
  readonly share: number | null;
  /** Days with a mark, and days on which the child came at least once. */
  readonly daysMarked: number;
  readonly daysAttended: number;
}

/** @param month `YYYY-MM`; sessions of other months are left out */
export function monthSummary(month: string, sessions: readonly MarkedSession[]): MonthSummary {
  const ofMonth = sessions.filter(({ date }) => date.startsWith(`${month}-`));
  const attended = ofMonth.filter(({ status }) => status === 'PRESENT' || status === 'LATE');
  const counts = countStatuses(ofMonth);
  return {
    counts,
    share: shareAttended(counts),
    daysMarked: new Set(ofMonth.map(({ date }) => date)).size,
    daysAttended: new Set(attended.map(({ date }) => date)).size,
  };
}

/** The best mark of a day tells of the day: who came to one session of several was there. */
export const BEST_FIRST: Record<AttendanceStatus, number> = { PRESENT: 0, LATE: 1, LEAVE: 2, ABSENT: 3 };

/** One state per day. */
export function dayStates(sessions: readonly MarkedSession[]): Record<LocalDate, AttendanceStatus> {
  const states: Record<LocalDate, AttendanceStatus> = {};
  for (const { date, status } of sessions) {
    const known = states[date];
    if (known === undefined || BEST_FIRST[status] < BEST_FIRST[known]) states[date] = status;
  }
  return states;
}

/** @param weeklyHoliday 0 = Sunday … 6 = Saturday; null when the institution teaches every day */
export function isTeachingDay(date: LocalDate, weeklyHoliday: number | null): boolean {
  // ISO calls Sunday 7.
  return weekdayOf(date) % 7 !== weeklyHoliday;
}
