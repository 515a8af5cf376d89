import type { LocalDate } from '@/lib/core/time';
import type { RevisionSettings } from '../rules';

/** Why new sabaq is held back. The ustadh may release what manzil holds; the other two are the head's. */
export type Hold =
  | { readonly code: 'manzilBehind'; readonly params: { readonly days: number } }
  | { readonly code: 'manzilWeak'; readonly params: { readonly percent: number } }
  | { readonly code: 'jaizaWaiting'; readonly params: { readonly juz: number } }
  | { readonly code: 'sabaqBand'; readonly params: { readonly since: LocalDate; readonly reason: string } };

export interface Gate {
  /** Para complete, jaiza not passed. */
  readonly waitingJuz: number | null;
  readonly band: { readonly since: LocalDate; readonly reason: string } | null;
}

export interface Brake {
  readonly settings: Pick<RevisionSettings, 'brakeDays' | 'brakeStrength'>;
  /** Daily portions past their turn. */
  readonly behind: number;
  /** Mean strength of manzil 0…1; null when there is none. */
  readonly strength: number | null;
  readonly gate?: Gate | undefined;
  readonly releasedUntil: LocalDate | null;
  readonly on: LocalDate;
}

/** What holds new sabaq on a day, the weightiest first; null when nothing does. */
export function holdOf({ settings, behind, strength, gate, releasedUntil, on }: Brake): Hold | null {
  if (gate?.band) return { code: 'sabaqBand', params: gate.band };
  if (gate?.waitingJuz) return { code: 'jaizaWaiting', params: { juz: gate.waitingJuz } };
  if (releasedUntil && on <= releasedUntil) return null;
  const days = Math.floor(behind);
  if (settings.brakeDays > 0 && days >= settings.brakeDays) return { code: 'manzilBehind', params: { days } };
  const percent = strength === null ? 100 : Math.round(strength * 100);
  if (settings.brakeStrength > 0 && percent < settings.brakeStrength)
    return { code: 'manzilWeak', params: { percent } };
  return null;
}

export function mayRelease(hold: Hold): boolean {
  return hold.code === 'manzilBehind' || hold.code === 'manzilWeak';
}
