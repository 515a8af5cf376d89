import { z } from 'zod';
import { cleanText } from '@/lib/core/text';
import { FULL_MARKS } from './rules';

const mark = (full: number) =>
  z.coerce
    .number({ error: 'markWhole' })
    .int('markWhole')
    .min(0, 'markRange')
    .max(full, 'markRange')
    .optional();

/** What the office gives a child for one term; an empty field takes a mark back. */
export const termMarksForm = z.strictObject({
  studentId: z.uuid(),
  schoolYear: z.coerce.number().int().min(1400).max(1600),
  term: z.coerce.number().int().min(1).max(3),
  lang: z.enum(['ur', 'en']),
  zabt: mark(FULL_MARKS.zabt),
  tajweed: mark(FULL_MARKS.tajweed),
  salah: mark(FULL_MARKS.salah),
  remark: cleanText(300, { lines: 'many' }).optional(),
});
export type TermMarksForm = z.output<typeof termMarksForm>;
