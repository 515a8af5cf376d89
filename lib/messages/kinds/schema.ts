import { z } from 'zod';
import { messageLanguages } from '@/lib/adapters/messaging/port';

/** The kinds that the school's work gives rise to so far, out of the closed list (P22). */
export const SENT_KINDS = ['DAILY_REPORT'] as const;
export type SentKind = (typeof SENT_KINDS)[number];

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

const defaults: Record<SentKind, KindSettings> = {
  DAILY_REPORT: {
    enabled: true,
    at: null,
    quietFrom: '21:00',
    quietTo: '07:00',
    onHoliday: false,
    language: null,
  },
};

/** What is set for a kind; what is missing or not understood is the default. */
export function kindOf(stored: unknown, kind: string): KindSettings {
  const standard = defaults[kind as SentKind] ?? { ...defaults.DAILY_REPORT, enabled: false };
  const given = (stored as Record<string, unknown> | null)?.[kind];
  const read = kindSettings.safeParse({ ...standard, ...(given as object | undefined) });
  return read.success ? read.data : standard;
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
