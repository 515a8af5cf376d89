import { z } from 'zod';
import { correctionReason } from '@/lib/attendance/schema';
import { localDate } from '@/lib/core/text';
import { AYAHS } from '@/lib/quran/position';
import { MARK_KINDS, readPlace } from './rules';

const place = z
  .string({ error: 'noPlace' })
  .max(20, { error: 'noPlace' })
  .transform((code, context) => {
    const read = readPlace(code);
    const backwards =
      read?.toAyah !== undefined &&
      (read.toAyah < read.ayah || (read.toAyah === read.ayah && read.toWord! < read.word!));
    if (read && read.ayah <= AYAHS && (read.toAyah ?? 1) <= AYAHS && !backwards) return read;
    context.addIssue({ code: 'custom', message: 'noPlace' });
    return z.NEVER;
  });

/** One mistake at its place. Messages are codes. */
export const markPlace = z.strictObject({
  /** Made by the client, or by the server for a form: the same id again is the same mark. */
  id: z.uuidv7({ error: 'notAnId' }),
  studentId: z.uuid({ error: 'notAnId' }),
  date: localDate,
  /** {@link readPlace} */
  place,
  kind: z.enum(MARK_KINDS, { error: 'unknownKind' }),
  correctionReason,
});
export type MarkPlaceInput = z.output<typeof markPlace>;

/** Takes a mark back: it was never made. */
export const clearMark = z.strictObject({
  id: z.uuid({ error: 'notAnId' }),
  studentId: z.uuid({ error: 'notAnId' }),
  correctionReason,
});
export type ClearMark = z.output<typeof clearMark>;

/** Where the page's form stood, so that it comes back to the same page. */
const page = z.coerce.number().int().min(1).max(1000);
export const markForm = markPlace.extend({ page });
export const clearForm = clearMark.extend({ page });

const days = z.enum(['30', '90', '365']).catch('30').transform(Number);

/** The address of a heat map: how many days back, and the juz or page opened. What is not understood is the usual. */
export const heatAddress = z.object({
  days: days.optional().default(30),
  juz: z.coerce.number().int().min(1).max(30).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
});
