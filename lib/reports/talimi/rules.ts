import type { LocalDate } from '@/lib/core/time';
import type { ProgressFacts } from '@/lib/progress/facts/rules';
import { readNorms } from '@/lib/progress/pace/schema';
import type { ProgressView } from '@/lib/progress/view/rules';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import {
  dayMarks,
  type MarkKind,
  type Marks,
  proposeMarks,
  stoppedDays,
  type TermFacts,
  termFacts,
  totalOf,
} from '../marks/rules';
import { type ParaRow, paraRows } from '../paras/rules';
import type { SchoolYear } from '../terms/rules';

export interface GivenMarks extends Marks {
  readonly term: number;
  readonly remark: string | null;
}

export interface TermRow extends TermFacts {
  readonly marks: Marks;
  readonly total: number | undefined;
  /** What the tests of the term would give; the office outranks it. */
  readonly proposed: Partial<Record<MarkKind, number>>;
  /** Days on which the lesson was stopped. */
  readonly stopped: number;
  readonly remark: string | null;
}

/** A row with what the head decided and the examiner found. */
export interface TalimiPara extends ParaRow {
  readonly stopped: number;
  /** Of the test that passed its jaiza, 0…100. */
  readonly score: number | undefined;
}

export interface TalimiReport {
  readonly student: ProgressFacts['student'];
  readonly year: SchoolYear;
  readonly paras: readonly TalimiPara[];
  /** Of the para that is being learnt. */
  readonly nextSabaq: readonly Range[];
  readonly terms: readonly TermRow[];
  /** Days of the school year with a mark, and those on which the child came. */
  readonly days: { readonly taught: number; readonly present: number; readonly stopped: number };
  readonly view: ProgressView;
}

const NO_MARKS: Marks = { zabt: null, tajweed: null, salah: null };

/** The talimi report of one child and school year. */
export function talimiReport(
  facts: ProgressFacts,
  {
    view,
    year,
    given,
    today,
  }: { view: ProgressView; year: SchoolYear; given: readonly GivenMarks[]; today: LocalDate },
): TalimiReport {
  const { placement, lessons, student, tests, bands } = facts;
  const scheme = juzSchemeOf(student.mushaf);
  const days = dayMarks(facts.marks);
  const awayDays = [...days].filter(([, state]) => state !== 'present').map(([date]) => date);
  const ofYear = [...days].filter(([date]) => date >= year.from && date <= year.to);
  return {
    student,
    year,
    nextSabaq: facts.nextSabaq,
    paras: paraRows({
      placement,
      lessons,
      losses: tests,
      awayDays,
      direction: student.direction,
      scheme,
      norms: readNorms(facts.norms),
      today,
    }).map((row) => ({
      ...row,
      stopped: row.start ? stoppedDays(bands, { from: row.start, to: row.end ?? today, today }) : 0,
      score: tests.findLast(({ passedJuz }) => passedJuz.includes(row.juz))?.score,
    })),
    terms: year.terms.map((span) => {
      const marks = given.find(({ term }) => term === span.term);
      return {
        ...termFacts(span, { placement, lessons, losses: tests, days, scheme, today }),
        stopped: stoppedDays(bands, { ...span, today }),
        proposed: proposeMarks(tests.filter(({ date }) => date >= span.from && date <= span.to)),
        marks: marks ?? NO_MARKS,
        total: marks && totalOf(marks),
        remark: marks?.remark ?? null,
      };
    }),
    days: {
      taught: ofYear.length,
      present: ofYear.filter(([, state]) => state === 'present').length,
      stopped: stoppedDays(bands, { from: year.from, to: year.to, today }),
    },
    view,
  };
}
