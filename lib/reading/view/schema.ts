import type { DaySession } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import type { Mistakes } from '@/lib/lessons/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Curriculum } from '../curriculum/rules';
import type { LastRead, Stretch } from '../rules';
import type { ReadingKind, Step } from '../steps/rules';

export interface ReadRecord extends LastRead {
  readonly id: string;
  readonly date: LocalDate;
  readonly session: DaySession;
  readonly kind: ReadingKind;
  readonly mistakes: Mistakes;
  readonly remark: string | null;
}

export interface NotedStep extends Step {
  readonly note: string | null;
  /** Whoever recorded it, as the house knows them. */
  readonly by: { readonly name: string; readonly nativeName: string | null } | null;
}

export interface ReadingHistory {
  id: string;
  name: string;
  nativeName: string | null;
  programme: string;
  mushaf: MushafLayout;
  halqaId: string | null;
  /** Newest first, of both kinds. */
  records: ReadRecord[];
  read: Stretch[];
  /** Every day on which a lesson or rule moved, newest first. */
  steps: NotedStep[];
}

export interface ReadingOf {
  history: ReadingHistory;
  curriculum: Curriculum;
}
