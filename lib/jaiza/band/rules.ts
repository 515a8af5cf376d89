import { addDays, daysBetween, type LocalDate } from '@/lib/core/time';

export const BAND_ACTS = ['STOP', 'RELEASE'] as const;
export type BandAct = (typeof BAND_ACTS)[number];

/** An act that the head approved, from its day on. */
export interface DecidedAct {
  readonly act: BandAct;
  readonly on: LocalDate;
  readonly reason: string;
}

export interface Band {
  readonly since: LocalDate;
  /** First day on which the lesson went on; null while it is stopped. */
  readonly until: LocalDate | null;
  readonly reason: string;
}

/** The bands of a child, oldest first. A second stop within one changes nothing, nor does a release outside any. */
export function bandsOf(acts: readonly DecidedAct[]): Band[] {
  const bands: { since: LocalDate; until: LocalDate | null; reason: string }[] = [];
  for (const { act, on, reason } of acts) {
    const last = bands.at(-1);
    const open = last?.until === null ? last : undefined;
    if (act === 'STOP' && !open) bands.push({ since: on, until: null, reason });
    if (act === 'RELEASE' && open) open.until = on;
  }
  return bands;
}

/** Days on which the lesson was stopped, within `from` … `to` when given: the first day counts, the day of release not. */
export function stoppedDays(
  bands: readonly Band[],
  { today, from, to }: { today: LocalDate; from?: LocalDate; to?: LocalDate },
): number {
  return bands.reduce((sum, { since, until }) => {
    const first = from && from > since ? from : since;
    const end = until ?? addDays(today, 1);
    const last = to && addDays(to, 1) < end ? addDays(to, 1) : end;
    return sum + Math.max(0, daysBetween(first, last));
  }, 0);
}

export interface BandProposal {
  id: string;
  studentId: string;
  name: string;
  nativeName: string | null;
  halqa: string | null;
  nativeHalqa: string | null;
  act: BandAct;
  reason: string;
  proposedOn: LocalDate;
}

export type StoppedChild = Pick<
  BandProposal,
  'studentId' | 'name' | 'nativeName' | 'halqa' | 'nativeHalqa' | 'reason'
> & {
  since: LocalDate;
};
