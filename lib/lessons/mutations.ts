import 'server-only';
import { v7 } from 'uuid';
import { checkDay, type Recorder, reportAgain } from '@/lib/attendance/mutations';
import { changesBetween, withheld } from '@/lib/audit/changes/rules';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { Added } from '@/lib/progress/history/rules';
import { refreshProgress } from '@/lib/progress/mutations';
import { RECITING_PROGRAMMES } from '@/lib/progress/plan/rules';
import { placeInHistory } from '@/lib/revision/memory/replay/rules';
import { getDays } from './customs/queries';
import { customsPassed, dayKey } from './customs/rules';
import { gatherPlaces } from './places/mutations';
import type { RecordLessons } from './schema';
import { type Heard, type Slot, slotsOf, type Written } from './slots/rules';
import { takeOut } from './unheard/mutations';

function rowOf({ studentId, halqaId, mistakes, enteredAs, heardBy, insisted = [], said, ...slot }: Slot) {
  return {
    ...slot,
    session_id: v7(),
    said_by: said?.by,
    said_no: said?.no,
    student_id: studentId,
    halqa_id: halqaId,
    atak: mistakes.atak,
    lahn_jali: mistakes.lahnJali,
    lahn_khafi: mistakes.lahnKhafi,
    tajweed: mistakes.tajweed,
    entered_as: enteredAs,
    heard_by: heardBy,
    insisted,
  };
}

/**
 * What an entry passes over is kept with it. One that does not know of customs (an older page's) passes; one that does
 * is refused whole, with the customs it did not insist on.
 */
async function passCustoms(tx: TenantTx, slots: readonly Slot[], institutionId: string): Promise<Slot[]> {
  const sabaqOf = slots.flatMap(({ kind, studentId }) => (kind === 'SABAQ' ? [studentId] : []));
  const days = await getDays(tx, { institutionId, keys: slots, sabaqOf });
  const sabaqs = new Map(slots.flatMap((slot) => (slot.kind === 'SABAQ' ? [[dayKey(slot), slot]] : [])));
  return slots.map((slot) => {
    const day = days.get(dayKey(slot));
    // Not seen, or not there: the writing itself answers NOT_FOUND.
    if (!day) return slot;
    const passed = customsPassed(slot, day, sabaqs.get(dayKey(slot)));
    const refused = slot.insisted ? passed.filter((code) => !slot.insisted?.includes(code)) : [];
    if (refused.length > 0)
      throw new AppError('INVALID', 'customs', { params: { kind: slot.kind, codes: refused.join() } });
    return { ...slot, insisted: passed };
  });
}

/**
 * Writes what children recited; saving a slot again corrects it, and what was heard by mistake is taken out. What they
 * hold and what is due next follows in the same transaction. A foreign or moved child is NOT_FOUND, a reader by sight
 * `noLessonsInProgramme`; nothing is written.
 * @returns how many records are new or different
 */
export async function recordLessons(
  tx: TenantTx,
  inputs: readonly RecordLessons[],
  who: Recorder,
): Promise<{ changed: number }> {
  const late = inputs.filter((input) => checkDay(input, who));
  const institutionId = who.institution.id;
  const { slots, unheard } = slotsOf(inputs);
  const out = await takeOut(tx, unheard, who);
  const heard =
    slots.length > 0 ? await writeSlots(tx, await passCustoms(tx, slots, institutionId), who) : [];
  const written = [...out, ...heard];
  if (written.length === 0) return { changed: 0 };
  await gatherPlaces(tx, heard, who);
  const changed = written.map(({ studentId }) => studentId);
  await refreshProgress(tx, {
    institutionId,
    studentIds: changed,
    today: who.today,
    added: addedOf(written),
  });
  const sessions = inputs.filter(({ studentId }) => changed.includes(studentId));
  await reportAgain(
    tx,
    sessions.map(({ halqaId, date, session }) => ({ halqaId, date, session })),
    who,
  );
  const askedLate = ({ studentId, date, session }: Written) =>
    late.find((one) => one.studentId === studentId && one.date === date && one.session === session);
  // A line of the register that is gone has only the trail to tell of it, whatever the day.
  await appendAuditMany(tx, [
    ...out.map((one) => ({
      action: 'lessons.takenOut' as const,
      subject: 'student',
      subjectId: one.studentId,
      detail: {
        date: one.date,
        session: one.session,
        kind: one.kind,
        ...(askedLate(one) && { reason: askedLate(one)?.correctionReason }),
        ...changesBetween(heardOf(one.was!), null),
      },
    })),
    ...heard.flatMap((one) => {
      const { studentId, date, session, kind, was } = one;
      const asked = askedLate(one);
      const is = slots.find(
        (slot) =>
          slot.studentId === studentId &&
          slot.date === date &&
          slot.session === session &&
          slot.kind === kind,
      );
      if (!asked || !is) return [];
      const detail = {
        date,
        session,
        kind,
        reason: asked.correctionReason,
        ...changesBetween(was && heardOf(was), heardOf({ ...is, ...is.mistakes })),
      };
      return [{ action: 'lessons.corrected' as const, subject: 'student', subjectId: studentId, detail }];
    }),
  ]);
  return { changed: written.length };
}

/** Children whose lessons were all new: the earliest of each. Whoever had one corrected is read from the beginning. */
function addedOf(written: readonly Written[]): Map<string, Added> {
  const corrected = new Set(written.filter(({ was }) => was).map(({ studentId }) => studentId));
  const added = new Map<string, Added>();
  for (const lesson of written) {
    const { studentId, date: since } = lesson;
    const place = placeInHistory(lesson);
    const earliest = added.get(studentId);
    if (!corrected.has(studentId) && (!earliest || place < earliest.place))
      added.set(studentId, { since, place });
  }
  return added;
}

const heardOf = ({ remark, ...heard }: Heard) => ({
  portions: heard.portions,
  grade: heard.grade,
  atak: heard.atak,
  lahnJali: heard.lahnJali,
  lahnKhafi: heard.lahnKhafi,
  tajweed: heard.tajweed,
  remark: withheld(remark),
  listener: heard.listener,
  heardBy: withheld(heard.heardBy),
  insisted: [...(heard.insisted ?? [])],
});

/** @returns every record that is new or different, with what stood there before */
async function writeSlots(tx: TenantTx, slots: readonly Slot[], who: Recorder): Promise<Written[]> {
  const institutionId = who.institution.id;
  const [done] = await tx.$queryRaw<
    { known: number; reciting: number; gone: string | null; changed: Written[] }[]
  >`
    WITH known AS (
      SELECT r.*, s.campus_id, s.programme = ANY (${[...RECITING_PROGRAMMES]}::text[]) AS reciting,
        coalesce((o.word->>'by')::uuid = r.said_by AND (o.word->>'no')::int >= r.said_no, false) AS late,
        coalesce((o.word->>'by')::uuid <> r.said_by, true) AND coalesce(o.word->'ids' ? r.id::text, false) AS out
      FROM jsonb_to_recordset(${JSON.stringify(slots.map(rowOf))}::jsonb) AS r(
        id uuid, session_id uuid, student_id uuid, halqa_id uuid, date date, session text, kind text, portions int[], entered_as text,
        grade text, atak int, lahn_jali int, lahn_khafi int, tajweed int, remark text, listener text, heard_by text, insisted text[], said_by uuid, said_no int)
      JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = r.student_id
        AND s.halqa_id = r.halqa_id AND s.status = 'ACTIVE'
      -- What was taken out (unheard/mutations.ts): an older word of that page changes nothing.
      LEFT JOIN LATERAL (
        SELECT h.taken_out->(r.student_id || '.' || r.kind) AS word FROM halqa_sessions h
        WHERE h.institution_id = s.institution_id AND h.halqa_id = r.halqa_id AND h.date = r.date AND h.session = r.session
      ) o ON true
    ), before AS (
      SELECT l.student_id, l.date, l.session, l.kind, l.entered_as, jsonb_build_object('portions', l.portions, 'grade', l.grade, 'atak', l.atak,
        'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed, 'remark', l.remark, 'listener', l.listener, 'heardBy', l.heard_by,
        'insisted', l.insisted) AS was
      FROM lessons l JOIN known k ON k.student_id = l.student_id AND k.date = l.date AND k.session = l.session AND k.kind = l.kind
      WHERE l.institution_id = ${institutionId}::uuid
    ), met AS (
      INSERT INTO halqa_sessions (institution_id, id, halqa_id, campus_id, date, session)
      SELECT h.institution_id, k.session_id, h.id, h.campus_id, k.date, k.session
      FROM (SELECT DISTINCT ON (halqa_id, date, session) session_id, halqa_id, date, session FROM known) k
      JOIN halqas h ON h.institution_id = ${institutionId}::uuid AND h.id = k.halqa_id
      ON CONFLICT (institution_id, halqa_id, date, session) DO NOTHING
    ), written AS (
      INSERT INTO lessons AS l (institution_id, id, student_id, campus_id, halqa_id, date, session, kind, portions,
        entered_as, grade, atak, lahn_jali, lahn_khafi, tajweed, remark, listener, heard_by, insisted, recorded_by, said_by,
        said_no)
      SELECT ${institutionId}::uuid, k.id, k.student_id, k.campus_id, k.halqa_id, k.date, k.session, k.kind, k.portions,
        k.entered_as, k.grade, k.atak, k.lahn_jali, k.lahn_khafi, k.tajweed, k.remark, k.listener, k.heard_by,
        k.insisted, ${who.userId}::uuid,
        k.said_by, k.said_no
      FROM known k WHERE k.reciting AND NOT k.late ORDER BY k.student_id, k.kind
      ON CONFLICT (institution_id, student_id, date, session, kind) DO UPDATE SET
        portions = excluded.portions, entered_as = excluded.entered_as, grade = excluded.grade, atak = excluded.atak,
        lahn_jali = excluded.lahn_jali, lahn_khafi = excluded.lahn_khafi, tajweed = excluded.tajweed,
        remark = excluded.remark, listener = excluded.listener, heard_by = excluded.heard_by,
        insisted = excluded.insisted, recorded_by = excluded.recorded_by,
        said_by = excluded.said_by, said_no = excluded.said_no, updated_at = now()
      -- As of attendance: an older saving of the same page changes nothing, and finds the newer one.
      WHERE (l.portions, l.entered_as, l.grade, l.atak, l.lahn_jali, l.lahn_khafi, l.tajweed, l.remark, l.listener, l.heard_by,
        l.insisted, l.said_by, l.said_no)
        IS DISTINCT FROM (excluded.portions, excluded.entered_as, excluded.grade, excluded.atak, excluded.lahn_jali,
          excluded.lahn_khafi, excluded.tajweed, excluded.remark, excluded.listener, excluded.heard_by,
          excluded.insisted, excluded.said_by, excluded.said_no)
        AND coalesce(l.said_by <> excluded.said_by OR l.said_no <= excluded.said_no, true)
      RETURNING l.student_id, l.date, l.session, l.kind, l.entered_as, jsonb_build_object('portions', l.portions, 'grade', l.grade,
        'atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed, 'remark', l.remark,
        'listener', l.listener, 'heardBy', l.heard_by, 'insisted', l.insisted) AS now
    )
    SELECT (SELECT count(*)::int FROM known) AS known, (SELECT count(*)::int FROM known WHERE reciting) AS reciting,
      (SELECT string_agg(k.kind, ',') FROM known k LEFT JOIN before b USING (student_id, date, session, kind)
        WHERE k.out AND b.was IS NULL) AS gone,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('studentId', w.student_id, 'date', w.date, 'session', w.session, 'kind', w.kind,
        'was', b.was)), '[]') FROM written w LEFT JOIN before b USING (student_id, date, session, kind)
        WHERE (b.was, b.entered_as) IS DISTINCT FROM (w.now, w.entered_as)) AS changed`;
  if (done?.known !== slots.length) throw new AppError('NOT_FOUND', 'notFound');
  if (done.reciting !== slots.length) throw new AppError('INVALID', 'noLessonsInProgramme');
  // A correction, by another page, of a record that is no more: nobody may think it kept, and nothing comes back by it.
  if (done.gone) throw new AppError('CONFLICT', 'takenOut', { params: { kinds: done.gone } });
  return done.changed;
}
