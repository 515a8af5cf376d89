import { z } from 'zod';
import { cleanText, localDate } from '@/lib/core/text';
import { AYAHS } from '@/lib/quran/position';
import { MAX_MARK, TEST_RESULTS } from '../rules';

const MAX_COUNTS = 200;

/** `12-40`: ayah ordinals, ascending. */
const range = z
  .string()
  .regex(/^\d{1,4}-\d{1,4}$/, { error: 'notInList' })
  .transform((code, context) => {
    const [from, to] = code.split('-').map(Number) as [number, number];
    if (from >= 1 && from <= to && to <= AYAHS) return [from, to] as const;
    context.addIssue({ code: 'custom', message: 'notInList' });
    return z.NEVER;
  });

const word = {
  testId: z.uuid(),
  result: z.enum(TEST_RESULTS, { error: 'resultNeeded' }),
  conditions: cleanText(300).optional(),
  conditionsDue: localDate.optional(),
  /** Ticked parts. */
  takenBack: z
    .union([range.transform((one) => [one]), z.array(range).max(40)])
    .optional()
    .default([]),
  /** And what is typed: "juz 3", "2:1-20, 2:40". */
  takenBackTyped: cleanText(200).optional(),
  remark: cleanText(500, { lines: 'many' }).optional(),
};
type Word = { result: string; conditions?: string | undefined; conditionsDue?: string | undefined };

const saysWhat = ({ result, conditions }: Word) => result !== 'CONDITIONAL_PASS' || !!conditions;
const saysWhen = ({ result, conditionsDue }: Word) =>
  result !== 'CONDITIONAL_PASS' || conditionsDue !== undefined;
const what = { path: ['conditions'], error: 'conditionsNeeded' };
const when = { path: ['conditionsDue'], error: 'dueNeeded' };

/** The examiner's word on a test. Conditions go with a conditional pass alone, what is taken back with a fail. */
export const recordResult = z.strictObject(word).refine(saysWhat, what).refine(saysWhen, when);
export type RecordResult = z.output<typeof recordResult>;

/** Another word on a test that is closed: why, and the counts of its questions, kind by kind, when they change too. */
export const correctResult = z
  .strictObject({
    ...word,
    reason: cleanText(300),
    counts: z
      .array(
        z.coerce
          .number({ error: 'countOdd' })
          .int({ error: 'countOdd' })
          .min(0, { error: 'countOdd' })
          .max(MAX_MARK, { error: 'countOdd' }),
      )
      .max(MAX_COUNTS)
      .optional(),
  })
  .refine(saysWhat, what)
  .refine(saysWhen, when);
export type CorrectResult = z.output<typeof correctResult>;

/** Conditions of a conditional pass, found met. */
export const meetConditions = z.strictObject({ testId: z.uuid() });
export type MeetConditions = z.output<typeof meetConditions>;
