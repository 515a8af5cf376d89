import type { Grade, Mistakes } from '@/lib/lessons/rules';
import type { PlaceValues } from '@/lib/reading/day/rules';
import type { ReadingKind, StepState } from '@/lib/reading/steps/rules';

export interface ItemOption {
  readonly id: string;
  readonly name: string;
  readonly state: StepState | undefined;
}

/** One child as the page shows it; figures of the place already in the reader's words. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly lang: string;
  readonly kind: ReadingKind;
  readonly away: boolean;
  /** Of the record, new or kept: the same for every saving. */
  readonly recordId: string;
  /** What was read, else what is next; null when everything is read. */
  readonly place: PlaceValues | null;
  readonly label: string;
  readonly read: {
    readonly grade: Grade;
    readonly mistakes: Mistakes;
    readonly remark: string | null;
  } | null;
  /** What the child read in another session of the day: the next is not proposed with one tap. */
  readonly elsewhere: { readonly session: string; readonly label: string } | null;
  /** Lessons of the qaida, or rules of tajweed. */
  readonly items: readonly ItemOption[];
}

export interface Session {
  readonly halqaId: string;
  readonly date: string;
  readonly session: string;
}
