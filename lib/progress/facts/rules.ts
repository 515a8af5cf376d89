import type { AttendanceStatus } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import type { Direction, HeardLesson } from '@/lib/lessons/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import type { RangeSet } from '@/lib/quran/range-set';
import type { Strengths } from '@/lib/revision/strengths/rules';

export interface Named {
  readonly name: string;
  readonly nativeName: string | null;
}

/** A test that was held, as far as it changes what is held or says how it went. */
export interface HeldTest {
  readonly date: LocalDate;
  readonly kind: string;
  readonly result: 'PASS' | 'CONDITIONAL_PASS' | 'FAIL';
  /** 0…100 */
  readonly score: number;
  /** Six counts a question: the four kinds of mistakes, prompts, and 1 when it was heard. */
  readonly marks: readonly number[];
  readonly takenBack: RangeSet;
  readonly passedJuz: readonly number[];
}

/** A decision of the head to stop the new lesson, or to let it go on. */
export interface BandAct {
  readonly date: LocalDate;
  readonly act: 'STOP' | 'RELEASE';
}

export interface CountedLesson extends HeardLesson {
  /** Of all kinds. */
  readonly mistakes: number;
}

/** What a child's register says, as far as progress is worked out from it. */
export interface ProgressFacts {
  readonly student: Named & {
    readonly id: string;
    readonly rollNo: string | null;
    readonly programme: string;
    readonly direction: Direction;
    readonly mushaf: MushafLayout;
    readonly halqa: Named | null;
    readonly ustadh: Named | null;
    readonly father: Named | null;
  };
  readonly memorised: RangeSet;
  readonly nextSabaq: readonly Range[];
  /** Of the memory, as it was kept on the way. */
  readonly strengths: Strengths;
  readonly placement: RangeSet;
  /** Sabaq and girdaan, oldest first. */
  readonly lessons: readonly CountedLesson[];
  readonly marks: readonly { readonly date: LocalDate; readonly status: AttendanceStatus }[];
  /** Oldest first. */
  readonly tests: readonly HeldTest[];
  /** Approved ones, oldest first; none for a reader who may not see them. */
  readonly bands: readonly BandAct[];
  /** The section `progress` of the settings, unread. */
  readonly norms: unknown;
}
