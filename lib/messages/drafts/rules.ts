import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import { addDays, type LocalDate, weekdayOf } from '@/lib/core/time';
import type { JuzScheme } from '@/lib/quran/divisions';
import { phraseRange } from '@/lib/quran/phrase';
import type { Range } from '@/lib/quran/position';
import { normalise } from '@/lib/quran/range-set';
import type { ReportWords } from '../compose/rules';

export type DraftLanguage = 'en' | 'ur' | 'ar';
export type Words = { language: DraftLanguage; body: string; values: string[] };

/** What is to be told about one child, before it is put into somebody's language. */
export interface Draft {
  /** Fingerprint of the facts. */
  digest: string;
  /** It is not so any more: what waits is taken back, what has gone is corrected. */
  withdrawn?: boolean;
  words: (
    language: DraftLanguage,
    child: { name: string; nativeName: string | null },
    correction: boolean,
  ) => Promise<Words>;
}

export type Mark = { status: AttendanceStatus; reason: AbsenceReason | null };

/** Only an absence is told at once; leave and lateness stand in the day's report. */
export const isAlert = ({ status }: Mark): boolean => status === 'ABSENT';

/** A mark as words: "absent (illness)". */
export function markWords({ status, reason }: Mark, report: ReportWords['report']): string {
  const what = report(`attendance.${status}`);
  return reason ? report('because', { what, reason: report(`reason.${reason}`) }) : what;
}

/** A school's week ends on the day before its weekly holiday; with the days since the holiday before it. */
export function weekOf(last: LocalDate): readonly [LocalDate, LocalDate] {
  return [addDays(last, -5), last];
}

/** The last day of a school week, on or before a day. */
export function lastSchoolDay(day: LocalDate, weeklyHoliday: number): LocalDate {
  const end = weeklyHoliday === 1 ? 7 : weeklyHoliday - 1;
  return addDays(day, -((weekdayOf(day) - end + 7) % 7));
}

export interface WeekFacts {
  /** Days on which the child came, and on which it did not, one mark a day. */
  readonly came: number;
  readonly away: number;
  readonly sabaq: readonly Range[];
  readonly sabqi: number;
  readonly manzil: number;
  /** Days of reading by sight or from the qaida. */
  readonly read?: number;
}

export const hasWeek = ({ came, away, sabqi, manzil, sabaq, read = 0 }: WeekFacts): boolean =>
  came + away + sabqi + manzil + sabaq.length + read > 0;

/** A week as one part of a sentence. */
export function weekParts(
  { came, away, sabaq, sabqi, manzil, read = 0 }: WeekFacts,
  { report, quran }: ReportWords,
  scheme: JuzScheme,
): string {
  const ranges = normalise(sabaq).map((range) => phraseRange(quran, range, scheme));
  return [
    came + away > 0 && report('week.came', { came, days: came + away }),
    ranges.length > 0 && report('week.sabaq', { ranges: ranges.join(report('ranges')) }),
    sabqi > 0 && report('week.sabqi', { count: sabqi }),
    manzil > 0 && report('week.manzil', { count: manzil }),
    read > 0 && report('week.read', { count: read }),
  ]
    .filter(Boolean)
    .join(report('separator'));
}
