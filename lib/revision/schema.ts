import { z } from 'zod';
import { localDate, requiredText } from '@/lib/core/text';
import { daysBetween } from '@/lib/core/time';
import { AMOUNTS, CYCLES, DEFAULT_REVISION, MODES, type RevisionSettings } from './rules';

const amount = z.union(AMOUNTS.map((is) => z.literal(is)));
const whole = (least: number, most: number) => z.int().min(least).max(most);
const daysOff = z.array(z.object({ from: localDate, to: localDate, name: z.string() }));

/** As it is kept. What is missing or no longer understood is as where nobody decided. */
const kept = z.object({
  cycle: z.enum(CYCLES).catch(DEFAULT_REVISION.cycle),
  days: whole(1, 120).catch(DEFAULT_REVISION.days),
  mode: z.enum(MODES).catch(DEFAULT_REVISION.mode),
  amount: amount.nullable().catch(DEFAULT_REVISION.amount),
  sabqi: amount.catch(DEFAULT_REVISION.sabqi),
  brakeDays: whole(0, 60).catch(DEFAULT_REVISION.brakeDays),
  brakeStrength: whole(0, 95).catch(DEFAULT_REVISION.brakeStrength),
  daysOff: daysOff.catch([]),
});

export function readRevision(raw: unknown): RevisionSettings {
  return kept.parse(raw ?? {});
}

const LONGEST_BREAK = 120;
const MOST_BREAKS = 20;

/** A whole figure as people type it, in digits of three scripts. */
const figure = (least: number, most: number, error: string) =>
  z.preprocess(
    (typed) =>
      typeof typed === 'string'
        ? Number(
            typed
              .trim()
              .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
              .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)),
          )
        : typed,
    z.int({ error }).min(least, { error }).max(most, { error }),
  );

const chosenAmount = z.coerce.number().pipe(amount.catch(() => DEFAULT_REVISION.sabqi));
/** `CYCLE`: what the cycle asks for. */
const anyAmount = z
  .enum(['CYCLE', ...AMOUNTS.map(String)], { error: 'unknownChoice' })
  .transform((is) => (is === 'CYCLE' ? null : (AMOUNTS.find((known) => String(known) === is) ?? null)));

const breakLine = z
  .strictObject({ from: localDate.optional(), to: localDate.optional(), name: requiredText(60).optional() })
  .transform((line, { addIssue }) => {
    const { from, to = from, name } = line;
    if (!from && !to && !name) return null;
    const issue = (path: string, message: string) => {
      addIssue({ code: 'custom', path: [path], message });
      return z.NEVER;
    };
    if (!from || !to) return issue('from', 'breakNeedsDate');
    if (to < from) return issue('to', 'breakBackwards');
    if (daysBetween(from, to) > LONGEST_BREAK) return issue('to', 'breakTooLong');
    return name ? { from, to, name } : issue('name', 'breakNeedsName');
  });

/** The institution's section `revision`, as its form sends it. Messages are codes of `settings.errors`. */
export const revisionSettings = z
  .strictObject({
    cycle: z.enum(CYCLES, { error: 'unknownChoice' }),
    days: figure(1, 120, 'cycleDays'),
    mode: z.enum(MODES, { error: 'unknownChoice' }),
    amount: anyAmount,
    sabqi: chosenAmount,
    brakeDays: figure(0, 60, 'brakeDays'),
    brakeStrength: figure(0, 95, 'brakeStrength'),
    // A line that was left empty between two others did not travel.
    daysOff: z
      .array(z.preprocess((line) => line ?? {}, breakLine))
      .max(MOST_BREAKS)
      .default([]),
  })
  .transform(({ daysOff: lines, ...rest }): RevisionSettings => {
    const breaks = lines.filter((line) => line !== null).sort((a, b) => (a.from < b.from ? -1 : 1));
    return { ...rest, daysOff: breaks };
  });

const id = z.uuid({ error: 'notAnId' });

/** What an ustadh decides of one child: `OWN` is the institution's way. */
export const planRevision = z.strictObject({
  studentId: id,
  amount: z
    .enum(['OWN', ...AMOUNTS.map(String)], { error: 'unknownChoice' })
    .transform((is) => AMOUNTS.find((known) => String(known) === is) ?? null),
  mode: z.enum(['OWN', ...MODES], { error: 'unknownChoice' }).transform((is) => (is === 'OWN' ? null : is)),
});
export type PlanRevision = z.output<typeof planRevision>;

const units = z
  .string()
  .max(1200)
  .transform((list) => list.split(' ').filter(Boolean).map(Number))
  .pipe(
    z
      .array(z.int().min(1).max(240))
      .max(240)
      .refine((all) => new Set(all).size === all.length),
  );

/** The units of the coming days as they stood on the page, and the run of them that is to move. No run: as it was. */
export const orderRevision = z.strictObject({
  studentId: id,
  /** The order as it is to be from now on; empty gives it back to the plan. */
  queue: units.optional(),
});
export type OrderRevision = z.output<typeof orderRevision>;

export const releaseSabaq = z.strictObject({ studentId: id });
