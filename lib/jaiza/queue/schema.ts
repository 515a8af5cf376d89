import { z } from 'zod';
import { cleanText } from '@/lib/core/text';
import { TEST_KINDS } from '../rules';

const juz = z.coerce
  .number({ error: 'juzNeeded' })
  .int({ error: 'juzNeeded' })
  .min(1, { error: 'juzNeeded' })
  .max(30, {
    error: 'juzNeeded',
  });

/** A test asked for a child. `juz`: of a para; `half`: of half the Quran. */
export const askTest = z
  .strictObject({
    /** Made by the server with the form: sent twice, it is one test. */
    id: z.uuid(),
    studentId: z.uuid(),
    kind: z.enum(TEST_KINDS, { error: 'notInList' }),
    juz: juz.optional(),
    half: z.enum(['1', '2']).optional(),
    note: cleanText(300).optional(),
  })
  .refine(({ kind, juz }) => kind !== 'PARA' || juz !== undefined, { path: ['juz'], error: 'juzNeeded' });
export type AskTest = z.output<typeof askTest>;

export const oneTest = z.strictObject({ id: z.uuid() });
export type OneTest = z.output<typeof oneTest>;
