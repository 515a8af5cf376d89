import type { AttendanceStatus } from '@/lib/attendance/rules';
import { addDays, daysBetween, type LocalDate } from '@/lib/core/time';
import { byDate, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import type { BandAct, HeldTest } from '@/lib/progress/facts/rules';
import { type DayLoss, dailyGains, pagesIn } from '@/lib/progress/measure/rules';
import { type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import type { RangeSet } from '@/lib/quran/range-set';
import type { Term, TermSpan } from '../terms/rules';

/** Of a hundred: firmness, tajweed, prayer. */
export const FULL_MARKS = { zabt: 60, tajweed: 30, salah: 10 } as const;
export const MARK_KINDS = ['zabt', 'tajweed', 'salah'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
export type Marks = Readonly<Record<MarkKind, number | null>>;

export interface TermFacts {
  readonly term: Term;
  readonly span: TermSpan;
  /** `ahead`: not begun. */
  readonly state: 'ahead' | 'running' | 'over';
  /** Para of the last accepted sabaq of the term. */
  readonly reached: number | undefined;
  /** Paras added, with fractions. */
  readonly paras: number;
  readonly present: number;
  readonly absent: number;
  readonly leave: number;
}

/** A day of several sessions is present when the child came to one of them. */
export function dayMarks(
  marks: readonly { date: LocalDate; status: AttendanceStatus }[],
): Map<LocalDate, 'present' | 'leave' | 'absent'> {
  const days = new Map<LocalDate, 'present' | 'leave' | 'absent'>();
  for (const { date, status } of marks) {
    const seen = days.get(date);
    if (status === 'PRESENT' || status === 'LATE') days.set(date, 'present');
    else if (status === 'LEAVE' && seen !== 'present') days.set(date, 'leave');
    else if (!seen) days.set(date, 'absent');
  }
  return days;
}

/** What a term brought, from the register alone. */
export function termFacts(
  span: TermSpan,
  {
    placement,
    lessons,
    losses,
    days,
    scheme,
    today,
  }: {
    placement: RangeSet;
    losses: readonly DayLoss[];
    lessons: readonly HeardLesson[];
    days: ReadonlyMap<LocalDate, 'present' | 'leave' | 'absent'>;
    scheme: JuzScheme;
    today: LocalDate;
  },
): TermFacts {
  const inTerm = (date: LocalDate) => date >= span.from && date <= span.to;
  const last = byDate(lessons.filter((lesson) => isAcceptedSabaq(lesson) && inTerm(lesson.date))).at(-1);
  const place = last?.portions.at(-1)?.[1];
  const gained = dailyGains({ placement, lessons, losses }).filter(({ date }) => inTerm(date));
  const count = { present: 0, leave: 0, absent: 0 };
  for (const [date, state] of days) if (inTerm(date)) count[state] += 1;
  const pagesOfAPara = pagesIn([juzRange(2, scheme)]);
  return {
    term: span.term,
    span,
    state: today < span.from ? 'ahead' : today > span.to ? 'over' : 'running',
    reached: place === undefined ? undefined : juzOf(place, scheme),
    paras: gained.reduce((sum, { pages }) => sum + pages, 0) / pagesOfAPara,
    ...count,
  };
}

/** The sum, once all three are given. */
export function totalOf(marks: Marks): number | undefined {
  const given = MARK_KINDS.map((kind) => marks[kind]);
  return given.every((mark) => mark !== null) ? given.reduce((sum, mark) => sum + mark!, 0) : undefined;
}

/** Counts of one question in a test's marks, see `HeldTest`. */
const COUNTS = 6;

/**
 * Marks that the tests of a term would give: zabt by their mean score; tajweed by the part of the questions without a
 * lahn khafi or a fault of tajweed. Salah is nobody's to work out. Undefined where there was no test.
 */
export function proposeMarks(
  tests: readonly Pick<HeldTest, 'score' | 'marks'>[],
): Partial<Record<MarkKind, number>> {
  if (tests.length === 0) return {};
  const mean = tests.reduce((sum, { score }) => sum + score, 0) / tests.length;
  const questions = tests.flatMap(({ marks }) =>
    Array.from({ length: marks.length / COUNTS }, (_, i) => marks.slice(i * COUNTS, (i + 1) * COUNTS)),
  );
  const heard = questions.filter((question) => question[5] === 1);
  const clean = heard.filter(([, , khafi, tajweed]) => khafi === 0 && tajweed === 0);
  return {
    zabt: Math.round((mean / 100) * FULL_MARKS.zabt),
    ...(heard.length > 0 && { tajweed: Math.round((clean.length / heard.length) * FULL_MARKS.tajweed) }),
  };
}

/** Days on which the new lesson was stopped, within a span and up to today; the day it goes on again is not one. */
export function stoppedDays(
  bands: readonly BandAct[],
  { from, to, today }: { from: LocalDate; to: LocalDate; today: LocalDate },
): number {
  const last = to < today ? to : today;
  let days = 0;
  let since: LocalDate | undefined;
  const count = (begin: LocalDate, after: LocalDate) => {
    const first = begin > from ? begin : from;
    const end = after > last ? addDays(last, 1) : after;
    days += Math.max(0, daysBetween(first, end));
  };
  for (const { act, date } of bands) {
    if (act === 'STOP') since ??= date;
    else if (since !== undefined) {
      count(since, date);
      since = undefined;
    }
  }
  if (since !== undefined) count(since, addDays(last, 1));
  return days;
}
