import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { wrongNumbers } from '@/lib/guardians/numbers/queries';
import { monthBounds } from '../rules';
import type { StudentProfile } from './schema';

export const LESSONS_SHOWN = 30;
const MESSAGES_SHOWN = 10;

/** Everything that a child's page shows, in one statement; undefined when there is no such child to see. */
export async function getStudentProfile(
  tx: TenantTx,
  { institutionId, id, today }: { institutionId: string; id: string; today: LocalDate },
): Promise<StudentProfile | undefined> {
  const { first, last } = monthBounds(today);
  const [row] = await tx.$queryRaw<StudentProfile[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.roll_no AS "rollNo", s.born_on::text AS "bornOn",
      s.programme, s.status, s.admitted_on::text AS "admittedOn", s.left_on::text AS "leftOn",
      s.leave_reason AS "leaveReason", s.mushaf,
      (SELECT n.grading FROM institution_settings n WHERE n.institution_id = s.institution_id AND n.id = s.institution_id) AS grading,
      (SELECT jsonb_build_object('name', c.name, 'nativeName', c.native_name) FROM campuses c
        WHERE c.institution_id = s.institution_id AND c.id = s.campus_id) AS campus,
      (SELECT jsonb_build_object('id', h.id, 'name', h.name, 'nativeName', h.native_name, 'ustadh',
          (SELECT f.name FROM halqa_teachers t JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id
            WHERE t.institution_id = h.institution_id AND t.halqa_id = h.id AND t.to_date IS NULL
            ORDER BY t.from_date LIMIT 1))
        FROM halqas h WHERE h.institution_id = s.institution_id AND h.id = s.halqa_id) AS halqa,
      (SELECT jsonb_build_object('memorised', coalesce(p.memorised, '{}'), 'heldAyahs', p.held_ayahs, 'nextSabaq', coalesce(p.next_sabaq, '{}'),
          'lastLessonOn', p.last_lesson_on)
        FROM student_progress p WHERE p.institution_id = s.institution_id AND p.student_id = s.id) AS progress,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('linkId', k.id, 'guardianId', g.id, 'name', g.name,
          'nativeName', g.native_name, 'language', g.language, 'relation', k.relation, 'isPrimary', k.is_primary,
          'receivesMessages', k.receives_messages, 'optedOutAt', coalesce(g.stopped_at, k.opted_out_at),
          'phones', (SELECT coalesce(jsonb_agg(app.contact(c.value) ORDER BY c.is_primary DESC, c.id), '[]') FROM guardian_contacts c
            WHERE c.institution_id = g.institution_id AND c.guardian_id = g.id AND c.kind = 'PHONE'),
          'wrongPhones', ${wrongNumbers},
          'siblings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) ORDER BY b.sort_name), '[]')
            FROM guardianships o JOIN students b ON b.institution_id = o.institution_id AND b.id = o.student_id
            WHERE o.institution_id = g.institution_id AND o.guardian_id = g.id AND o.student_id <> s.id))
          ORDER BY k.is_primary DESC, k.id), '[]')
        FROM guardianships k JOIN guardians g ON g.institution_id = k.institution_id AND g.id = k.guardian_id
        WHERE k.institution_id = s.institution_id AND k.student_id = s.id) AS guardians,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'programme', e.programme, 'halqa', h.name,
          'halqaNative', h.native_name, 'from', e.from_date, 'to', e.to_date, 'reason', e.reason)
          ORDER BY e.from_date DESC, e.id DESC), '[]')
        FROM enrolments e JOIN halqas h ON h.institution_id = e.institution_id AND h.id = e.halqa_id
        WHERE e.institution_id = s.institution_id AND e.student_id = s.id) AS enrolments,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'date', l.date, 'session', l.session, 'kind', l.kind,
          'portions', l.portions, 'grade', l.grade, 'atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi,
          'tajweed', l.tajweed) ORDER BY l.date DESC, l.id DESC), '[]')
        FROM (SELECT * FROM lessons x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
          ORDER BY x.date DESC, x.id DESC LIMIT ${LESSONS_SHOWN}) l) AS lessons,
      (SELECT count(*) FROM lessons x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)::int AS "lessonCount",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('date', a.date, 'status', a.status) ORDER BY a.date), '[]')
        FROM attendance a WHERE a.institution_id = s.institution_id AND a.student_id = s.id
          AND a.date BETWEEN ${first}::date AND ${last}::date) AS attendance,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'day', d.day, 'kind', d.kind, 'state', d.state,
          'guardian', g.name, 'language', d.language) ORDER BY d.day DESC, d.id DESC), '[]')
        FROM (SELECT * FROM deliveries x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
          ORDER BY x.day DESC, x.id DESC LIMIT ${MESSAGES_SHOWN}) d
        JOIN guardians g ON g.institution_id = d.institution_id AND g.id = d.guardian_id) AS messages,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind,
          'body', CASE n.kind WHEN 'HEALTH' THEN NULL ELSE n.body END,
          'at', n.created_at) ORDER BY n.created_at DESC), '[]')
        FROM student_notes n WHERE n.institution_id = s.institution_id AND n.student_id = s.id) AS notes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'wording', c.wording, 'at', c.created_at)
          ORDER BY c.created_at DESC), '[]')
        FROM consents c WHERE c.institution_id = s.institution_id AND c.student_id = s.id) AS consents
    FROM students s WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${id}::uuid`;
  return row;
}
