import { z } from 'zod';
import { messageLanguages } from '@/lib/adapters/messaging/port';

/** The kinds that the school's work gives rise to so far, out of the closed list (P22). */
export const SENT_KINDS = [
  'DAILY_REPORT',
  'ABSENCE_ALERT',
  'TEST_RESULT',
  'WEEKLY_REPORT',
  'WELCOME',
] as const;
export type SentKind = (typeof SENT_KINDS)[number];
/** In the closed list, and nothing gives rise to them yet: they stay off. */
export const FUTURE_KINDS = ['FEE_REMINDER', 'CERTIFICATE'] as const;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock');

export const kindSettings = z.strictObject({
  enabled: z.boolean(),
  /** Of the institution's clock; null: as soon as there is something to say. */
  at: clock.nullable(),
  quietFrom: clock,
  quietTo: clock,
  /** Also on the institution's weekly holiday (Friday, mostly). */
  onHoliday: z.boolean(),
  /** null: each guardian's own. */
  language: z.enum(messageLanguages).nullable(),
});
export type KindSettings = z.output<typeof kindSettings>;

const standard: KindSettings = {
  enabled: true,
  at: null,
  quietFrom: '21:00',
  quietTo: '07:00',
  onHoliday: false,
  language: null,
};
/** What goes to many at once, or only once, is the office's to turn on. */
const defaults: Record<SentKind, KindSettings> = {
  DAILY_REPORT: standard,
  ABSENCE_ALERT: standard,
  TEST_RESULT: standard,
  WEEKLY_REPORT: { ...standard, enabled: false },
  WELCOME: { ...standard, enabled: false },
};

/** What is set for a kind; what is missing or not understood is the default. */
export function kindOf(stored: unknown, kind: string): KindSettings {
  const usual = defaults[kind as SentKind] ?? { ...standard, enabled: false };
  const given = (stored as Record<string, unknown> | null)?.[kind];
  const read = kindSettings.safeParse({ ...usual, ...(given as object | undefined) });
  return read.success ? read.data : usual;
}

const isOn = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

/** The form of one kind. */
export const kindForm = z
  .strictObject({
    kind: z.enum(SENT_KINDS),
    enabled: isOn,
    timing: z.enum(['NOW', 'HOUR']),
    at: clock.optional(),
    quietFrom: clock,
    quietTo: clock,
    onHoliday: isOn,
    language: z.enum(['own', ...messageLanguages]),
  })
  .superRefine(({ timing, at, quietFrom: from, quietTo: to }, ctx) => {
    if (timing !== 'HOUR') return;
    const quiet = at !== undefined && (from <= to ? at >= from && at < to : at >= from || at < to);
    if (!at) ctx.addIssue({ code: 'custom', path: ['at'], message: 'required' });
    else if (quiet) ctx.addIssue({ code: 'custom', path: ['at'], message: 'atQuiet', params: { from, to } });
  })
  .transform(({ kind, timing, at, language, ...rest }) => ({
    kind,
    settings: {
      ...rest,
      at: timing === 'HOUR' ? at! : null,
      language: language === 'own' ? null : language,
    } satisfies KindSettings,
  }));
export type KindForm = z.output<typeof kindForm>;
