import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { type AskedSession, getHalqaSession, type HalqaSession } from '@/lib/halqas/day/queries';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { type LastRead, type Stretch, stretchesOf } from './rules';
import { READING_KINDS, type ReadingKind, type Step } from './steps/rules';
import type { ReadingHistory, ReadRecord } from './view/schema';

export interface Reader {
  id: string;
  name: string;
  nativeName: string | null;
  programme: ReadingKind;
  mushaf: MushafLayout;
  /** Of this session. */
  today: ReadRecord | null;
  /** Of another session of the same day, the latest. */
  elsewhere: ReadRecord | null;
  /** The newest before it. */
  last: ReadRecord | null;
  /** Lines of the last accepted days, newest first. */
  sizes: number[];
  /** Lines of the child's mushaf that were accepted, this session's left out. */
  read: Stretch[];
  steps: Step[];
  attendanceId: string | null;
  status: AttendanceStatus | null;
  reason: AbsenceReason | null;
}

const SIZES = 6;
const NEWEST = sql`r.date DESC, array_position(${DAY_ORDER}, r.session) DESC`;
/** The number in the name of a print is its lines to the page. */
const LINES = sql`substring(r.mushaf from '[0-9]+')::int`;
const asJson = sql`jsonb_build_object('id', r.id, 'date', r.date, 'session', r.session, 'kind', r.kind, 'mushaf', r.mushaf,
  'fromPage', r.from_page, 'toPage', r.to_page, 'item', r.item, 'fromLine', r.from_line, 'toLine', r.to_line,
  'grade', r.grade, 'remark', r.remark, 'mistakes', jsonb_build_object('atak', r.atak, 'lahnJali', r.lahn_jali,
  'lahnKhafi', r.lahn_khafi, 'tajweed', r.tajweed))`;
const ofChild = sql`r.institution_id = s.institution_id AND r.student_id = s.id AND r.kind = s.programme`;
const accepted = sql`r.grade <> 'REPEAT'`;
const readLines = (when: Sql) => sql`(SELECT range_agg(int4range((r.from_page - 1) * ${LINES} + r.from_line,
    (r.to_page - 1) * ${LINES} + r.to_line, '[]'))::text
  FROM reading_records r WHERE ${ofChild} AND ${accepted} AND r.mushaf = coalesce(s.mushaf, i.mushaf) AND ${when})`;
const stepJson = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('item', p.item, 'state', p.state, 'date', p.date)), '[]')
  FROM reading_steps p WHERE p.institution_id = s.institution_id AND p.student_id = s.id)`;

type ReaderRow = Omit<Reader, 'read'> & { read: string | null };

/** The children of a halqa who read from the page, with all that the day needs: two queries. A halqa of others is
 *  NOT_FOUND. */
export async function getReaders(
  tx: TenantTx,
  asked: AskedSession,
): Promise<{ halqa: HalqaSession; readers: Reader[] }> {
  const { institutionId, halqaId, date } = asked;
  const halqa = await getHalqaSession(tx, asked);
  const now = sql`r.date = ${date}::date AND r.session = ${halqa.session}`;
  const earlier = sql`(r.date, array_position(${DAY_ORDER}, r.session)) < (${date}::date, array_position(${DAY_ORDER}, ${halqa.session}::text))`;
  const rows = await tx.$queryRaw<ReaderRow[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf,
      (SELECT ${asJson} FROM reading_records r WHERE ${ofChild} AND ${now}) AS today,
      (SELECT ${asJson} FROM reading_records r WHERE ${ofChild} AND r.date = ${date}::date AND r.session <> ${halqa.session}
        ORDER BY ${NEWEST} LIMIT 1) AS elsewhere,
      (SELECT ${asJson} FROM reading_records r WHERE ${ofChild} AND ${earlier} ORDER BY ${NEWEST} LIMIT 1) AS last,
      ARRAY(SELECT coalesce((r.to_page - r.from_page) * ${LINES}, 0) + r.to_line - r.from_line + 1 FROM reading_records r
        WHERE ${ofChild} AND ${accepted} AND ${earlier} ORDER BY ${NEWEST} LIMIT ${SIZES}) AS sizes,
      ${readLines(earlier)} AS read, ${stepJson} AS steps,
      a.id AS "attendanceId", a.status, a.reason
    FROM students s
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id
      AND a.date = ${date}::date AND a.session = ${halqa.session}
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
      AND s.programme = ANY (${[...READING_KINDS]}::text[])
    ORDER BY coalesce(a.status IN ('ABSENT', 'LEAVE'), false), s.sort_name, s.id`;
  return { halqa, readers: rows.map((row) => ({ ...row, read: stretchesOf(row.read) })) };
}

/** What one child has read and learned of reading; null for a child that is not there. One query. */
export async function getReading(
  tx: TenantTx,
  { institutionId, studentId, limit = 30 }: { institutionId: string; studentId: string; limit?: number },
): Promise<ReadingHistory | null> {
  const [row] = await tx.$queryRaw<(Omit<ReadingHistory, 'read'> & { read: string | null })[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf,
      s.halqa_id AS "halqaId",
      (SELECT coalesce(jsonb_agg(n.one ORDER BY n.date DESC, n.at DESC), '[]') FROM (
        SELECT ${asJson} AS one, r.date, array_position(${DAY_ORDER}, r.session) AS at FROM reading_records r
        WHERE r.institution_id = s.institution_id AND r.student_id = s.id ORDER BY ${NEWEST} LIMIT ${limit}) n) AS records,
      (SELECT range_agg(int4range((r.from_page - 1) * ${LINES} + r.from_line, (r.to_page - 1) * ${LINES} + r.to_line, '[]'))::text
        FROM reading_records r WHERE r.institution_id = s.institution_id AND r.student_id = s.id AND r.kind = 'NAZRA'
          AND ${accepted} AND r.mushaf = coalesce(s.mushaf, i.mushaf)) AS read,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('item', p.item, 'state', p.state, 'date', p.date, 'note', p.note,
          'by', CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('name', f.name, 'nativeName', f.native_name) END)
          ORDER BY p.date DESC), '[]')
        FROM reading_steps p LEFT JOIN LATERAL (SELECT x.id, x.name, x.native_name FROM staff x
          WHERE x.institution_id = p.institution_id AND x.user_id = p.recorded_by ORDER BY x.status, x.created_at LIMIT 1) f ON true
        WHERE p.institution_id = s.institution_id AND p.student_id = s.id) AS steps
    FROM students s JOIN institutions i ON i.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  return row ? { ...row, read: stretchesOf(row.read) } : null;
}

/** Whoever read in a halqa's day, or is there by now and read elsewhere on it. */
export async function listReadersOn(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.student_id AS id FROM reading_records r
    WHERE r.institution_id = ${institutionId}::uuid AND r.date = ${date}::date AND (r.halqa_id = ${halqaId}::uuid
      OR r.student_id = ANY (ARRAY(SELECT s.id FROM students s
        WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid)))`;
  return rows.map(({ id }) => id);
}

/** What these children read on a day. */
export function listReadOn(
  tx: TenantTx,
  {
    institutionId,
    date,
    studentIds,
  }: { institutionId: string; date: LocalDate; studentIds: readonly string[] },
): Promise<(LastRead & Pick<ReadRecord, 'session' | 'kind'> & { studentId: string })[]> {
  return tx.$queryRaw`
    SELECT r.student_id AS "studentId", r.session, r.kind, r.grade, r.mushaf, r.from_page AS "fromPage",
      r.to_page AS "toPage", r.item, r.from_line AS "fromLine", r.to_line AS "toLine"
    FROM reading_records r
    WHERE r.institution_id = ${institutionId}::uuid AND r.date = ${date}::date
      AND r.student_id = ANY (${[...studentIds]}::uuid[])
    ORDER BY r.student_id, r.session`;
}
