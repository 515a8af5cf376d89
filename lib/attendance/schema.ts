import { z } from 'zod';
import { cleanText, localDate } from '@/lib/core/text';
import { ABSENCE_REASONS, ATTENDANCE_STATUSES, DAY_SESSIONS, mayHaveReason } from './rules';

export const MAX_ATTENDANCE_ENTRIES = 100;

const attendanceEntry = z
  .strictObject({
    /** Made by the client: the same id again is the same record. */
    id: z.uuidv7({ error: 'notAnId' }),
    studentId: z.uuid({ error: 'notAnId' }),
    status: z.enum(ATTENDANCE_STATUSES, { error: 'unknownStatus' }),
    reason: z.enum(ABSENCE_REASONS, { error: 'unknownReason' }).optional(),
    note: cleanText(200).optional(),
  })
  .refine(({ status, reason }) => reason === undefined || mayHaveReason(status), {
    path: ['reason'],
    error: 'reasonWithoutAbsence',
  });

/** Why an earlier day's record is changed: asked for then, kept in the audit. */
export const correctionReason = cleanText(200).optional();

/**
 * The place of a saving among those of one page, so that one held up on the way does not undo what was said after it.
 * Made by the client; compared with those of the same page (`by`) only, as clocks of two phones differ.
 */
export const said = z.strictObject({ by: z.uuid({ error: 'notAnId' }), no: z.int32().min(0) }).optional();

/** Attendance of one session of a halqa; entries of children not named stay as they are. Messages are codes. */
export const takeAttendance = z
  .strictObject({
    halqaId: z.uuid({ error: 'notAnId' }),
    date: localDate,
    session: z.enum(DAY_SESSIONS, { error: 'unknownSession' }),
    correctionReason,
    said,
    entries: z
      .array(attendanceEntry)
      .min(1, { error: 'noEntries' })
      .max(MAX_ATTENDANCE_ENTRIES, { error: 'tooManyEntries' }),
  })
  .refine(({ entries }) => new Set(entries.map((entry) => entry.studentId)).size === entries.length, {
    path: ['entries'],
    error: 'studentTwice',
  })
  .refine(({ entries }) => new Set(entries.map((entry) => entry.id)).size === entries.length, {
    path: ['entries'],
    error: 'idTwice',
  });

export type TakeAttendance = z.infer<typeof takeAttendance>;

/** Closing a session: its reports go out. Again after corrections: only what changed goes out again. */
export const finishSession = z.strictObject({
  halqaId: z.uuid({ error: 'notAnId' }),
  date: localDate,
  session: z.enum(DAY_SESSIONS, { error: 'unknownSession' }),
});

export type FinishSession = z.infer<typeof finishSession>;
