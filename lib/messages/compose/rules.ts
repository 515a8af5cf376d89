import { createHash } from 'node:crypto';
import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import type { JuzScheme } from '@/lib/quran/divisions';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import type { Range } from '@/lib/quran/position';

export interface DayFacts {
  /** One per session. */
  readonly attendance: readonly { session: string; status: AttendanceStatus; reason: AbsenceReason | null }[];
  readonly lessons: readonly {
    session: string;
    kind: LessonKind;
    grade: Grade;
    portions: readonly Range[];
  }[];
}

/** Translators of one language: of `messages.report`, and of `quran`. */
export interface ReportWords {
  readonly report: (key: string, values?: Record<string, string | number>) => string;
  readonly quran: QuranWords;
}

const kindOrder: Record<LessonKind, number> = { SABAQ: 0, SABQI: 1, MANZIL: 2, GIRDAAN: 3 };
const statusOrder: Record<AttendanceStatus, number> = { PRESENT: 0, LATE: 1, LEAVE: 2, ABSENT: 3 };

/** Nothing is known of the day: nothing is said. */
export function hasFacts({ attendance, lessons }: DayFacts): boolean {
  return attendance.length > 0 || lessons.length > 0;
}

/** The best mark of the day tells whether the child came at all. */
function markOfDay(attendance: DayFacts['attendance']) {
  return [...attendance].sort((a, b) => statusOrder[a.status] - statusOrder[b.status])[0];
}

function inOrder(lessons: DayFacts['lessons']): DayFacts['lessons'] {
  return [...lessons].sort(
    (a, b) =>
      kindOrder[a.kind] - kindOrder[b.kind] || (a.session < b.session ? -1 : a.session > b.session ? 1 : 0),
  );
}

/** The same facts are the same digest. */
export const digestOf = (facts: unknown): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);

/** Fingerprint of what a report tells, in any language: the same facts are the same digest. */
export function factsDigest(facts: DayFacts): string {
  const mark = markOfDay(facts.attendance);
  const told = [
    mark ? [mark.status, mark.reason] : null,
    // The line about sabqi names no range, so a range corrected there is no news.
    inOrder(facts.lessons).map(({ kind, grade, portions }) => [
      kind,
      grade,
      kind === 'SABQI' ? [] : portions,
    ]),
  ];
  return digestOf(told);
}

function attendancePart(facts: DayFacts, { report }: ReportWords): string | undefined {
  const mark = markOfDay(facts.attendance);
  // Who recited was there: presence is said only when it is all there is to say.
  if (!mark || (mark.status === 'PRESENT' && facts.lessons.length > 0)) return;
  const what = report(`attendance.${mark.status}`);
  return mark.reason ? report('because', { what, reason: report(`reason.${mark.reason}`) }) : what;
}

/**
 * The report of one child's day as a parent reads it: "Muaz, Thursday: sabaq An-Nisa 92–97 excellent, sabqi good."
 * @param input.day the weekday, or the whole date when the day is not of this week, in the reader's language
 */
export function writeReport(words: ReportWords, input: ReportInput & { correction: boolean }): string {
  const { child, day } = input;
  const parts = reportParts(words, input);
  return words.report(input.correction ? 'corrected' : 'line', { child, day, parts });
}

type ReportInput = {
  child: string;
  day: string;
  facts: DayFacts;
  scheme: JuzScheme;
  /** The institution's own word for a grade, in the reader's language. */
  ownGrade?: (grade: Grade) => string | undefined;
};

/** What there is to tell, as one part of a sentence: also what stands in a template's place. */
export function reportParts(words: ReportWords, { facts, scheme, ownGrade }: ReportInput): string {
  const { report, quran } = words;
  const lessons = inOrder(facts.lessons).map(({ kind, grade, portions }) =>
    report(kind, {
      grade: ownGrade?.(grade) ?? report(`grade.${grade}`),
      range: portions.map((range) => phraseRange(quran, range, scheme)).join(report('ranges')),
    }),
  );
  const parts = [attendancePart(facts, words), ...lessons].filter((part) => part !== undefined);
  return parts.join(report('separator'));
}
