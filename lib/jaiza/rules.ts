import type { LocalDate } from '@/lib/core/time';
import { type Grade, MISTAKE_KINDS } from '@/lib/lessons/rules';
import { JUZ_COUNT, type JuzScheme, juzRange } from '@/lib/quran/divisions';
import { containsRange, intersect, normalise, type RangeSet } from '@/lib/quran/range-set';

export const TEST_KINDS = ['SABAQ', 'SABQI', 'PARA', 'NUSS', 'TARTEEB', 'FULL_QURAN', 'GIRDAAN'] as const;
export type TestKind = (typeof TEST_KINDS)[number];

export const TEST_RESULTS = ['PASS', 'CONDITIONAL_PASS', 'FAIL'] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

export const TEST_ORIGINS = ['TEACHER', 'HEAD', 'PARA_COMPLETE', 'RETEST'] as const;
export type TestOrigin = (typeof TEST_ORIGINS)[number];

/** What an examiner counts at a question: the four kinds of mistake, and prompts (the word was given). */
export const MARK_KINDS = [...MISTAKE_KINDS, 'prompt'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
export type QuestionMarks = Readonly<Record<MarkKind, number>> & { readonly heard: boolean };

export const MAX_MARK = 99;
export const NO_MARKS: QuestionMarks = {
  atak: 0,
  lahnJali: 0,
  lahnKhafi: 0,
  tajweed: 0,
  prompt: 0,
  heard: false,
};

const WIDTH = MARK_KINDS.length + 1;

/** As the database keeps them: six figures a question, the last is 1 when it was heard. */
export function marksToFlat(marks: readonly QuestionMarks[]): number[] {
  return marks.flatMap((one) => [...MARK_KINDS.map((kind) => one[kind]), one.heard ? 1 : 0]);
}

/** @throws RangeError when the list is not six figures a question */
export function marksFromFlat(flat: readonly number[]): QuestionMarks[] {
  if (flat.length % WIDTH !== 0) throw new RangeError('not a list of marks');
  return Array.from({ length: flat.length / WIDTH }, (_, at) => {
    const row = flat.slice(at * WIDTH, (at + 1) * WIDTH);
    const counts = Object.fromEntries(MARK_KINDS.map((kind, place) => [kind, row[place]!]));
    return { ...(counts as Record<MarkKind, number>), heard: row[WIDTH - 1] === 1 };
  });
}

/** Points of a mistake until an institution sets its own. */
export const DEFAULT_WEIGHTS: Readonly<Record<MarkKind, number>> = {
  atak: 0.5,
  lahnJali: 2,
  lahnKhafi: 0.5,
  tajweed: 1,
  prompt: 1,
};

export interface Marking {
  /** Points that one mistake takes. */
  readonly weights: Readonly<Record<MarkKind, number>>;
  /** Of 100. */
  readonly passMark: number;
  readonly conditionalMark: number;
}

const hundredths = (points: number) => Math.round(points * 100) / 100;

/** Points lost at one question; never more than its share of the hundred, so that one bad place is not the whole test. */
export function lostAt(
  marks: QuestionMarks,
  questions: number,
  { weights }: Pick<Marking, 'weights'>,
): number {
  const lost = MARK_KINDS.reduce((sum, kind) => sum + marks[kind] * weights[kind], 0);
  return Math.min(lost, 100 / questions);
}

/** 0…100, from the questions that were heard; a question not asked neither gives nor takes. */
export function scoreOf(marks: readonly QuestionMarks[], marking: Pick<Marking, 'weights'>): number {
  const heard = marks.filter((one) => one.heard);
  if (heard.length === 0) return 0;
  const lost = heard.reduce((sum, one) => sum + lostAt(one, heard.length, marking), 0);
  return hundredths(Math.max(0, 100 - lost));
}

/** How one passage was recited, as a lesson would be graded: its share of the points against the pass mark. */
export function gradeOfQuestion(
  marks: QuestionMarks,
  {
    passMark,
    weights = DEFAULT_WEIGHTS,
    questions,
  }: { passMark: number; weights?: Marking['weights']; questions: number },
): Grade {
  const lost = lostAt(marks, questions, { weights });
  if (lost === 0) return 'EXCELLENT';
  const bearable = (100 - passMark) / questions;
  if (lost <= bearable) return 'GOOD';
  return lost <= 2 * bearable ? 'WEAK' : 'REPEAT';
}

/** A proposal only: the examiner's word stands. */
export function proposeResult(
  score: number,
  { passMark, conditionalMark }: Omit<Marking, 'weights'>,
): TestResult {
  if (score >= passMark) return 'PASS';
  return score >= conditionalMark ? 'CONDITIONAL_PASS' : 'FAIL';
}

/** Kinds that go over a whole part and so stand for the juz in it. */
const COVERING: readonly TestKind[] = ['PARA', 'NUSS', 'FULL_QURAN', 'GIRDAAN'];

/** Juz that a test passes when it is passed: those that lie whole in what was asked about. */
export function juzPassedBy(kind: TestKind, scope: RangeSet, scheme: JuzScheme): number[] {
  if (!COVERING.includes(kind)) return [];
  return allJuz.filter((juz) => containsRange(scope, juzRange(juz, scheme)));
}

/** Juz of which something is taken back: whatever was passed of them is passed no more. */
export function juzTouchedBy(takenBack: RangeSet, scheme: JuzScheme): number[] {
  return allJuz.filter((juz) => intersect(normalise(takenBack), [juzRange(juz, scheme)]).length > 0);
}

const allJuz = Array.from({ length: JUZ_COUNT }, (_, at) => at + 1);

export interface ResultFacts {
  readonly heldOn: LocalDate;
  readonly result: TestResult;
  readonly conditionsDue: LocalDate | null;
  readonly conditionsMet: LocalDate | null;
  readonly passedJuz: readonly number[];
  readonly lostJuz: readonly number[];
}

/** A conditional pass holds until its day; from then on only when its conditions were met. */
export function stillHolds(
  { result, conditionsDue, conditionsMet }: Pick<ResultFacts, 'result' | 'conditionsDue' | 'conditionsMet'>,
  today: LocalDate,
): boolean {
  if (result !== 'CONDITIONAL_PASS') return result === 'PASS';
  return conditionsMet !== null || (conditionsDue !== null && conditionsDue >= today);
}

/**
 * Juz whose jaiza is passed on a day, ascending: passed once, and nothing of it taken back afterwards.
 * @param results oldest first
 */
export function passedJuz(results: readonly ResultFacts[], today: LocalDate): number[] {
  const passed = new Set<number>();
  for (const one of results) {
    for (const juz of one.lostJuz) passed.delete(juz);
    if (stillHolds(one, today)) for (const juz of one.passedJuz) passed.add(juz);
  }
  return [...passed].sort((a, b) => a - b);
}
