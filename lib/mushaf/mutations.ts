import 'server-only';
import { checkDay, type Recorder } from '@/lib/attendance/mutations';
import { changesBetween } from '@/lib/audit/changes/rules';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { type CountChange, countMistakes } from '@/lib/lessons/places/mutations';
import { OWNS_FIRST } from '@/lib/lessons/places/queries';
import type { LessonKind } from '@/lib/lessons/rules';
import { wordsIn } from '@/lib/quran/lines';
import { AYAHS, surahAyah } from '@/lib/quran/position';
import { COUNT_OF, lessonAt, type MarkKind, type MarkPlace } from './rules';
import type { ClearMark, MarkPlaceInput } from './schema';

/** A mistake at its place, as any room may record it. */
export interface Mark extends MarkPlace {
  readonly id: string;
  readonly studentId: string;
  readonly date: LocalDate;
  readonly kind: MarkKind;
  /** The like place the tongue slid to. */
  readonly slipAyah?: number | undefined;
  readonly correctionReason?: string | undefined;
  /** Heard in a test or a drill: it belongs to no lesson of the day and is counted in none. */
  readonly outside?: boolean | undefined;
}

interface Seat {
  id: string;
  studentId: string;
  campusId: string;
  halqaId: string;
  session: string;
  lessons: {
    id: string;
    session: string;
    kind: LessonKind;
    portions: number[];
  }[];
}

/** A mark on words that the text does not have is refused; the table of words decides. */
function requireWords({ ayah, word, toAyah, toWord, slipAyah }: Mark): void {
  const there =
    ayah <= AYAHS &&
    (slipAyah === undefined || (slipAyah >= 1 && slipAyah <= AYAHS)) &&
    (word === undefined || word <= wordsIn(ayah)) &&
    (toAyah === undefined || (toAyah <= AYAHS && toWord !== undefined && toWord <= wordsIn(toAyah)));
  if (!there) throw new AppError('INVALID', 'noPlace', { field: 'place' });
}

/**
 * Writes marks of mistakes; one that is already there, taken back or not, is left as it is, so a saving may come twice.
 * Each raises the counts of the lesson of its day that covers it, when that is already heard; otherwise it waits, and is
 * the lesson's own when that is saved (`gatherPlaces`). A foreign child is NOT_FOUND and nothing is written.
 */
export async function markMistakes(tx: TenantTx, marks: readonly Mark[], who: Recorder): Promise<void> {
  const institutionId = who.institution.id;
  for (const mark of marks) {
    requireWords(mark);
    if (!mark.outside) checkDay(mark, who);
    else if (mark.date > who.today) throw new AppError('INVALID', 'futureDate', { field: 'date' });
  }
  const seats = await seatsOf(tx, institutionId, marks);
  if (seats.length !== new Set(marks.map(({ id }) => id)).size) throw new AppError('NOT_FOUND', 'notFound');
  const rows = seats.map(({ lessons, ...seat }) => {
    const mark = marks.find(({ id }) => id === seat.id)!;
    const lesson = mark.outside
      ? undefined
      : lessonAt(
          mark.ayah,
          lessons.map(({ id, kind, session, portions }) => ({ kind, portions, lesson: { id, session } })),
        )?.lesson;
    return {
      id: seat.id,
      student_id: seat.studentId,
      campus_id: seat.campusId,
      halqa_id: seat.halqaId,
      lesson_id: lesson?.id ?? null,
      date: mark.date,
      // The lesson's own session; until one covers the place, the first of the day stands for whichever will.
      session: mark.outside ? null : (lesson?.session ?? seat.session),
      ayah: mark.ayah,
      word: mark.word ?? null,
      to_ayah: mark.toAyah ?? null,
      to_word: mark.toWord ?? null,
      kind: mark.kind,
      slip_ayah: mark.slipAyah ?? null,
    };
  });
  const written = await tx.$queryRaw<Marked[]>`
    INSERT INTO lesson_mistakes (institution_id, id, student_id, campus_id, halqa_id, lesson_id, date, session,
      ayah, word, to_ayah, to_word, kind, slip_ayah, recorded_by)
    SELECT ${institutionId}::uuid, r.*, ${who.userId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, student_id uuid, campus_id uuid, halqa_id uuid,
      lesson_id uuid, date date, session text, ayah int, word int, to_ayah int, to_word int, kind text, slip_ayah int)
    ORDER BY r.id
    ON CONFLICT (institution_id, id) DO NOTHING
    RETURNING lesson_id AS "lessonId", kind, student_id AS "studentId", date::text, ayah, word`;
  const reason = reasonOf(marks);
  await countMistakes(tx, changesOf(written, 1), who, reason);
  await noteLate(tx, written, { who, reason, made: true });
}

/** A mark as it was written or taken back. */
interface Marked {
  lessonId: string | null;
  kind: MarkKind;
  studentId: string;
  date: LocalDate;
  ayah: number;
  word: number | null;
}

/** Marks of an earlier day that stand in no lesson leave their own line in the trail; the lesson's counts tell of the
 *  others (`countMistakes`). */
async function noteLate(
  tx: TenantTx,
  marks: readonly Marked[],
  { who, reason, made }: { who: Recorder; reason: string | undefined; made: boolean },
): Promise<void> {
  if (!reason) return;
  const late = marks.filter(({ lessonId, date }) => lessonId === null && date < who.today);
  await appendAuditMany(
    tx,
    late.map(({ studentId, date, kind, ayah, word }) => {
      const { surah, ayah: inSurah } = surahAyah(ayah);
      const mark: Record<string, number | string | null> = {
        [COUNT_OF[kind]]: 1,
        mistakePlace: [surah, inSurah, ...(word === null ? [] : [word])].join(':'),
      };
      const none: typeof mark = { [COUNT_OF[kind]]: 0, mistakePlace: null };
      const changes = made ? changesBetween(none, mark) : changesBetween(mark, none);
      return {
        action: 'mistakes.corrected' as const,
        subject: 'student',
        subjectId: studentId,
        detail: { date, reason, ...changes },
      };
    }),
  );
}

/** Of an earlier day's marks; those of today need none. */
const reasonOf = (inputs: readonly { correctionReason?: string | undefined }[]) =>
  inputs.find(({ correctionReason }) => correctionReason)?.correctionReason;

/** @see markMistakes */
export function markMistake(tx: TenantTx, mark: Mark, who: Recorder): Promise<void> {
  return markMistakes(tx, [mark], who);
}

/** What the page of the mushaf sends. */
export function markPlaces(tx: TenantTx, inputs: readonly MarkPlaceInput[], who: Recorder): Promise<void> {
  return markMistakes(
    tx,
    inputs.map(({ place, ...input }) => ({ ...input, ...place })),
    who,
  );
}

/** Takes marks back; the counts of their lessons follow. One that is not there, or is gone already, changes nothing. */
export async function clearMarks(tx: TenantTx, inputs: readonly ClearMark[], who: Recorder): Promise<void> {
  const institutionId = who.institution.id;
  const asked = inputs.map(({ id, studentId }) => ({ id, student_id: studentId }));
  const gone = await tx.$queryRaw<Marked[]>`
    UPDATE lesson_mistakes m SET undone_at = now(), updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(id uuid, student_id uuid)
    WHERE m.institution_id = ${institutionId}::uuid AND m.id = r.id AND m.student_id = r.student_id AND m.undone_at IS NULL
    RETURNING m.lesson_id AS "lessonId", m.kind, m.student_id AS "studentId", m.date::text, m.ayah, m.word`;
  const correctionReason = reasonOf(inputs);
  // Thrown here, it takes the update back as well.
  for (const { date } of gone) checkDay({ date, correctionReason }, who);
  await countMistakes(tx, changesOf(gone, -1), who, correctionReason);
  await noteLate(tx, gone, { who, reason: correctionReason, made: false });
}

function changesOf(
  marks: readonly { lessonId: string | null; kind: MarkKind }[],
  step: 1 | -1,
): CountChange[] {
  return marks.flatMap(({ lessonId, kind }) =>
    lessonId ? [{ lessonId, by: { [COUNT_OF[kind]]: step } }] : [],
  );
}

/** Where each marked child sits, with what was heard of it that day; children of others are left out. */
function seatsOf(tx: TenantTx, institutionId: string, marks: readonly Mark[]): Promise<Seat[]> {
  const asked = marks.map(({ id, studentId, date }) => ({ id, student_id: studentId, date }));
  return tx.$queryRaw<Seat[]>`
    SELECT DISTINCT ON (r.id) r.id, s.id AS "studentId", s.campus_id AS "campusId", h.id AS "halqaId",
      h.sessions[1] AS session,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'session', l.session, 'kind', l.kind, 'portions', l.portions)
          ORDER BY ${OWNS_FIRST}), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id AND l.date = r.date) AS lessons
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(id uuid, student_id uuid, date date)
    JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = r.student_id AND s.status = 'ACTIVE'
    JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    ORDER BY r.id`;
}
