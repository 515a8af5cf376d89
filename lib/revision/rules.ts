import type { DaysOff } from './calendar/rules';

/** The rounds that institutions name: the week of seven manzils, a juz a day, half a juz, or days of their own. */
export const CYCLES = ['WEEK', 'JUZ', 'HALF_JUZ', 'DAYS'] as const;
export type CycleName = (typeof CYCLES)[number];

/** GUIDED: the model may pull a part forward. PURE: the round alone, in page order. */
export const MODES = ['GUIDED', 'PURE'] as const;
export type Mode = (typeof MODES)[number];

/** Daily manzil in rub' of a hizb: a quarter juz, a half, three quarters, one, one and a half, two. */
export const AMOUNTS = [2, 4, 6, 8, 12, 16] as const;
export type Amount = (typeof AMOUNTS)[number];

export const UNITS_IN_JUZ = 8;

export interface RevisionSettings {
  readonly cycle: CycleName;
  /** Of the cycle DAYS. */
  readonly days: number;
  readonly mode: Mode;
  /** Null: what the cycle asks for. */
  readonly amount: Amount | null;
  /** Most sabqi of a day, in rub' of a hizb. */
  readonly sabqi: Amount;
  /** Sabaq is held when manzil is this many daily portions behind; 0 never. */
  readonly brakeDays: number;
  /** Sabaq is held when the mean strength of manzil is under this per cent; 0 never. */
  readonly brakeStrength: number;
  readonly daysOff: readonly DaysOff[];
}

export const DEFAULT_REVISION: RevisionSettings = {
  cycle: 'JUZ',
  days: 30,
  mode: 'GUIDED',
  amount: null,
  sabqi: 8,
  brakeDays: 6,
  brakeStrength: 50,
  daysOff: [],
};

/** The institution's ways with what the ustadh decided for one child. */
export function settingsFor(
  settings: RevisionSettings,
  { amount, mode }: { amount: number | null; mode: string | null },
): RevisionSettings {
  return {
    ...settings,
    amount: AMOUNTS.find((known) => known === amount) ?? settings.amount,
    mode: MODES.find((known) => known === mode) ?? settings.mode,
  };
}
