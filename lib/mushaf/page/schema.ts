import { z } from 'zod';
import { LESSON_KINDS } from '@/lib/lessons/rules';

/** The address of a page: its number, or `today` for where the lesson is. */
export const pageAddress = z.union([
  z.literal('today'),
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
]);

/** `?kind=` of the lesson to open at; what is no kind is the first of the day. */
export const lessonAddress = z.object({ kind: z.enum(LESSON_KINDS).optional().catch(undefined) });
