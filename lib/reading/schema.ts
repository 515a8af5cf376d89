import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { correctionReason, said } from '@/lib/attendance/schema';
import { cleanText, localDate } from '@/lib/core/text';
import { GRADES, LISTENERS, MAX_MISTAKES } from '@/lib/lessons/rules';
import { MAX_LINES, READING_KINDS, STEP_STATES } from './steps/rules';

// A phone's queue sends numbers, a form without script sends their figures: both are read alike.
const figure = (most: number, error: string) =>
  z.coerce.number({ error }).int({ error }).min(1, { error }).max(most, { error });
const count = z.coerce
  .number({ error: 'notACount' })
  .int({ error: 'notACount' })
  .min(0, { error: 'notACount' })
  .max(MAX_MISTAKES, { error: 'tooManyMistakes' })
  .default(0);
const item = z.string().min(1).max(40);

/** What one child read in one session. Pages are those printed in the child's mushaf. Messages are codes. */
export const recordReading = z
  .strictObject({
    /** Made by the client: the same id again is a correction of the same record. */
    id: z.uuidv7({ error: 'notAnId' }),
    studentId: z.uuid({ error: 'notAnId' }),
    halqaId: z.uuid({ error: 'notAnId' }),
    date: localDate,
    session: z.enum(DAY_SESSIONS, { error: 'unknownSession' }),
    correctionReason,
    said,
    kind: z.enum(READING_KINDS, { error: 'unknownKind' }),
    fromPage: figure(999, 'notAPage').optional(),
    toPage: figure(999, 'notAPage').optional(),
    item: item.optional(),
    fromLine: figure(MAX_LINES, 'notALine'),
    toLine: figure(MAX_LINES, 'notALine'),
    grade: z.enum(GRADES, { error: 'unknownGrade' }),
    atak: count,
    lahnJali: count,
    lahnKhafi: count,
    tajweed: count,
    remark: cleanText(500, { lines: 'many' }).optional(),
    listener: z.enum(LISTENERS, { error: 'unknownListener' }).default('TEACHER'),
    /** How far the child is with this lesson, or with a rule: said together with the day's reading. */
    stepItem: item.optional(),
    state: z.enum(STEP_STATES, { error: 'unknownState' }).optional(),
    note: cleanText(300).optional(),
  })
  .superRefine((input, context) => {
    const refuse = (path: string, message: string, params?: Record<string, number>) =>
      context.addIssue({ code: 'custom', path: [path], message, ...(params && { params }) });
    if (input.stepItem && !input.state) refuse('state', 'stateMissing');
    if (input.state && !input.stepItem && input.kind === 'NAZRA') refuse('stepItem', 'itemMissing');
    const lines = { from: input.toLine, to: input.fromLine };
    if (input.kind === 'QAIDA') {
      if (!input.item) refuse('item', 'required');
      if (input.toLine < input.fromLine) refuse('toLine', 'linesBackwards', lines);
      return;
    }
    if (!input.fromPage) refuse('fromPage', 'required');
    if (!input.toPage) refuse('toPage', 'required');
    if (!input.fromPage || !input.toPage) return;
    if (input.toPage < input.fromPage)
      refuse('toPage', 'pagesBackwards', { from: input.toPage, to: input.fromPage });
    else if (input.toPage === input.fromPage && input.toLine < input.fromLine)
      refuse('toLine', 'linesBackwards', lines);
  });
export type RecordReading = z.output<typeof recordReading>;

/** How far a child is with one lesson or rule, as of a day. The same day again corrects it. */
export const markStep = z.strictObject({
  id: z.uuid(),
  studentId: z.uuid({ error: 'notAnId' }),
  item,
  state: z.enum(STEP_STATES, { error: 'unknownState' }),
  date: localDate.optional(),
  note: cleanText(300).optional(),
});
export type MarkStep = z.output<typeof markStep>;
