import type { LocalDate } from '@/lib/core/time';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { TestKind, TestOrigin, TestResult } from '../rules';

// What the lists and pages of tests are given.

interface Child {
  studentId: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  halqa: string | null;
  nativeHalqa: string | null;
}

export interface WaitingTest extends Child {
  id: string;
  kind: TestKind;
  juz: number | null;
  scope: number[];
  mushaf: MushafLayout;
  origin: TestOrigin;
  askedOn: LocalDate;
  note: string | null;
  /** A paper is drawn: the test has begun. */
  begun: boolean;
}

export interface HeldTest extends Child {
  id: string;
  kind: TestKind;
  juz: number | null;
  scope: number[];
  mushaf: MushafLayout;
  heldOn: LocalDate;
  result: TestResult;
  score: number;
  conditions: string | null;
  conditionsDue: LocalDate | null;
  conditionsMet: LocalDate | null;
  takenBack: number[];
}

export interface Test extends WaitingTest {
  state: 'WAITING' | 'DONE' | 'WITHDRAWN';
  halqaId: string | null;
  result:
    | (Pick<
        HeldTest,
        'heldOn' | 'result' | 'score' | 'conditions' | 'conditionsDue' | 'conditionsMet' | 'takenBack'
      > & {
        passMark: number;
        passages: number[];
        marks: number[];
        remark: string | null;
        examiner: string | null;
        examinerId: string | null;
      })
    | null;
}

export interface ParentTest {
  id: string;
  kind: TestKind;
  /** First of what was asked: a jaiza of a para lies in its para. */
  ayah: number;
  heldOn: LocalDate;
  result: TestResult;
  score: number;
  conditions: string | null;
  conditionsDue: LocalDate | null;
  conditionsMet: LocalDate | null;
}
