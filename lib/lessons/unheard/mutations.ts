import 'server-only';
import type { Recorder } from '@/lib/attendance/mutations';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { Heard, Unheard, Written } from '../slots/rules';

/**
 * Takes recitals out that never were (the wrong child's tick): the one deletion that a teacher has, of own children and
 * with a line in the trail. What was marked on the pages stays, as marked before a hearing. A kind that does not stand
 * there, or was said anew after this, is passed over; a foreign or moved child is NOT_FOUND and nothing is written. The
 * session keeps when records went, and by which word: an older word of the page does not bring them back, nor does a
 * correction by another page (`writeSlots`).
 * @returns what stood there
 */
export async function takeOut(tx: TenantTx, slots: readonly Unheard[], who: Recorder): Promise<Written[]> {
  if (slots.length === 0) return [];
  const institutionId = who.institution.id;
  const rows = slots.map(({ studentId, halqaId, date, session, kind, said }) => ({
    student_id: studentId,
    halqa_id: halqaId,
    date,
    session,
    kind,
    said_by: said?.by,
    said_no: said?.no,
  }));
  const [found] = await tx.$queryRaw<{ known: number; ids: string[] }[]>`
    WITH known AS (
      SELECT r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        student_id uuid, halqa_id uuid, date date, session text, kind text, said_by uuid, said_no int)
      JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = r.student_id
        AND s.halqa_id = r.halqa_id AND s.status = 'ACTIVE'
    ), heard AS (
      SELECT l.id FROM lessons l JOIN known k ON k.student_id = l.student_id AND k.date = l.date AND k.session = l.session
        AND k.kind = l.kind
      WHERE l.institution_id = ${institutionId}::uuid AND coalesce(l.said_by <> k.said_by OR l.said_no <= k.said_no, true)
      ORDER BY l.id FOR UPDATE OF l
    )
    SELECT (SELECT count(*)::int FROM known) AS known, (SELECT coalesce(array_agg(id), '{}') FROM heard) AS ids`;
  if (found?.known !== slots.length) throw new AppError('NOT_FOUND', 'notFound');
  // Of a session in which nothing was heard yet as well: the word that this takes back may still be on its way.
  await tx.$executeRaw`
    INSERT INTO halqa_sessions (institution_id, id, halqa_id, campus_id, date, session)
    SELECT h.institution_id, gen_random_uuid(), h.id, h.campus_id, k.date, k.session
    FROM (SELECT DISTINCT halqa_id, date, session FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(halqa_id uuid, date date, session text)) k
    JOIN halqas h ON h.institution_id = ${institutionId}::uuid AND h.id = k.halqa_id
    ON CONFLICT (institution_id, halqa_id, date, session) DO NOTHING`;
  await tx.$executeRaw`
    WITH out AS (
      SELECT k.halqa_id, k.date, k.session, k.student_id || '.' || k.kind AS key, k.said_by, k.said_no,
        (SELECT coalesce(jsonb_agg(l.id), '[]') FROM lessons l WHERE l.institution_id = ${institutionId}::uuid
          AND l.id = ANY (${found.ids}::uuid[]) AND l.student_id = k.student_id AND l.kind = k.kind AND l.date = k.date
          AND l.session = k.session) AS ids
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS k(
        student_id uuid, halqa_id uuid, date date, session text, kind text, said_by uuid, said_no int)
    )
    UPDATE halqa_sessions h SET updated_at = CASE WHEN s.gone THEN now() ELSE h.updated_at END, taken_out = h.taken_out || coalesce((
      SELECT jsonb_object_agg(o.key, jsonb_build_object('by', o.said_by, 'no', o.said_no,
        'ids', coalesce(h.taken_out->o.key->'ids', '[]') || o.ids))
      FROM out o WHERE o.halqa_id = h.halqa_id AND o.date = h.date AND o.session = h.session
        AND NOT coalesce((h.taken_out->o.key->>'by')::uuid = o.said_by AND (h.taken_out->o.key->>'no')::int > o.said_no, false)), '{}')
    FROM (SELECT halqa_id, date, session, bool_or(ids <> '[]') AS gone FROM out GROUP BY 1, 2, 3) s
    WHERE h.institution_id = ${institutionId}::uuid AND h.halqa_id = s.halqa_id AND h.date = s.date AND h.session = s.session`;
  if (found.ids.length === 0) return [];
  await tx.$executeRaw`
    UPDATE lesson_mistakes SET lesson_id = NULL, updated_at = now()
    WHERE institution_id = ${institutionId}::uuid AND lesson_id = ANY (${found.ids}::uuid[])`;
  return tx.$queryRaw<(Omit<Written, 'was'> & { was: Heard })[]>`
    DELETE FROM lessons l WHERE l.institution_id = ${institutionId}::uuid AND l.id = ANY (${found.ids}::uuid[])
    RETURNING l.student_id AS "studentId", l.date::text, l.session, l.kind, jsonb_build_object('portions', l.portions, 'grade', l.grade,
      'atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed, 'remark', l.remark,
      'listener', l.listener, 'heardBy', l.heard_by, 'insisted', l.insisted) AS was`;
}
