import { z } from 'zod';
import { cleanText, localDate } from '@/lib/core/text';
import { AYAHS } from '@/lib/quran/position';
import { TEST_RESULTS } from '../rules';

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

/** The examiner's word on a test. Conditions go with a conditional pass alone, what is taken back with a fail. */
export const recordResult = z
  .strictObject({
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
  })
  .refine(({ result, conditions }) => result !== 'CONDITIONAL_PASS' || !!conditions, {
    path: ['conditions'],
    error: 'conditionsNeeded',
  })
  .refine(({ result, conditionsDue }) => result !== 'CONDITIONAL_PASS' || conditionsDue !== undefined, {
    path: ['conditionsDue'],
    error: 'dueNeeded',
  });
export type RecordResult = z.output<typeof recordResult>;

/** Conditions of a conditional pass, found met. */
export const meetConditions = z.strictObject({ testId: z.uuid() });
export type MeetConditions = z.output<typeof meetConditions>;
