import type { AttendanceStatus } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import { byDate, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import { dailyGains, pagesIn } from '@/lib/progress/measure/rules';
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
    days,
    scheme,
    today,
  }: {
    placement: RangeSet;
    lessons: readonly HeardLesson[];
    days: ReadonlyMap<LocalDate, 'present' | 'leave' | 'absent'>;
    scheme: JuzScheme;
    today: LocalDate;
  },
): TermFacts {
  const inTerm = (date: LocalDate) => date >= span.from && date <= span.to;
  const last = byDate(lessons.filter((lesson) => isAcceptedSabaq(lesson) && inTerm(lesson.date))).at(-1);
  const place = last?.portions.at(-1)?.[1];
  const gained = dailyGains({ placement, lessons }).filter(({ date }) => inTerm(date));
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
