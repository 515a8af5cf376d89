import { createHash } from 'node:crypto';
import { type AbsenceReason, type AttendanceStatus, BEST_FIRST, DAY_SESSIONS } from '@/lib/attendance/rules';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import type { JuzScheme } from '@/lib/quran/divisions';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import type { Range } from '@/lib/quran/position';
import { type Curriculum, DEFAULT_CURRICULUM } from '@/lib/reading/curriculum/rules';
import { type PlaceValues, type ReadingWords, wordPlace } from '@/lib/reading/day/rules';
import type { ReadingKind } from '@/lib/reading/steps/rules';

export interface DayFacts {
  /** One per session. */
  readonly attendance: readonly { session: string; status: AttendanceStatus; reason: AbsenceReason | null }[];
  readonly lessons: readonly {
    session: string;
    kind: LessonKind;
    grade: Grade;
    portions: readonly Range[];
  }[];
  /** By sight or from the qaida, of children who read. */
  readonly readings?: readonly {
    session: string;
    kind: ReadingKind;
    grade: Grade;
    place: PlaceValues;
  }[];
}

/** Translators of one language: of `messages.report`, of `quran` and of `reading`. */
export interface ReportWords {
  readonly locale: 'en' | 'ur' | 'ar';
  readonly reading: ReadingWords;
  readonly report: (key: string, values?: Record<string, string | number>) => string;
  readonly quran: QuranWords;
}

const kindOrder: Record<LessonKind, number> = { SABAQ: 0, SABQI: 1, MANZIL: 2, GIRDAAN: 3 };

/** Nothing is known of the day: nothing is said. */
export function hasFacts({ attendance, lessons, readings = [] }: DayFacts): boolean {
  return attendance.length + lessons.length + readings.length > 0;
}

function markOfDay(attendance: DayFacts['attendance']) {
  return [...attendance].sort((a, b) => BEST_FIRST[a.status] - BEST_FIRST[b.status])[0];
}

const at = ({ session }: { session: string }) => (DAY_SESSIONS as readonly string[]).indexOf(session);

const bySession = <R extends { session: string }>(readings: readonly R[] = []): R[] =>
  [...readings].sort((a, b) => at(a) - at(b));

function inOrder(lessons: DayFacts['lessons']): DayFacts['lessons'] {
  return [...lessons].sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind] || at(a) - at(b));
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
    ...bySession(facts.readings).map(({ kind, grade, place }) => [kind, grade, place]),
  ];
  return digestOf(told);
}

function attendancePart(facts: DayFacts, { report }: ReportWords): string | undefined {
  const mark = markOfDay(facts.attendance);
  // Who recited was there: presence is said only when it is all there is to say.
  const recited = facts.lessons.length + (facts.readings?.length ?? 0) > 0;
  if (!mark || (mark.status === 'PRESENT' && recited)) return;
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
  /** What the readings name. */
  curriculum?: Curriculum;
};

/** What there is to tell, as one part of a sentence: also what stands in a template's place. */
export function reportParts(
  words: ReportWords,
  { facts, scheme, ownGrade, curriculum = DEFAULT_CURRICULUM }: ReportInput,
): string {
  const { report, quran, reading, locale } = words;
  const graded = (grade: Grade) => ownGrade?.(grade) ?? report(`grade.${grade}`);
  const lessons = inOrder(facts.lessons).map(({ kind, grade, portions }) =>
    report(kind, {
      grade: graded(grade),
      range: portions.map((range) => phraseRange(quran, range, scheme)).join(report('ranges')),
    }),
  );
  const tongue = { words: reading, digits: String, locale, curriculum };
  const readings = bySession(facts.readings).map(({ kind, grade, place }) =>
    report(kind, { grade: graded(grade), place: wordPlace(place, tongue) }),
  );
  const parts = [attendancePart(facts, words), ...lessons, ...readings].filter((part) => part !== undefined);
  return parts.join(report('separator'));
}
