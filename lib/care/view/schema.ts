import type { LocalDate } from '@/lib/core/time';
import type { Reason, ReasonCode } from '../rules';

/** Why a lesson stands still, where the register knows. */
export type Hold = {
  readonly waitingJuz: number | null;
  readonly band: { readonly since: LocalDate; readonly reason: string } | null;
};

export interface CareWordLine {
  readonly spokenOn: LocalDate;
  readonly reasons: readonly ReasonCode[];
  readonly note: string;
  readonly by: { readonly name: string; readonly nativeName: string | null } | null;
}

/** One child with the reasons for a word. */
export interface CareChild {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  readonly rollNo: string | null;
  readonly halqaId: string | null;
  readonly halqa: string | null;
  readonly halqaNative: string | null;
  readonly reasons: readonly Reason[];
  readonly hold: Hold | null;
  readonly word: CareWordLine | null;
  readonly spoken: boolean;
}

export interface SheetGuardian {
  readonly name: string;
  readonly nativeName: string | null;
  readonly relation: string;
  readonly phones: readonly string[];
}
