import 'server-only';
import { waitsFor } from '@/lib/conversations/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Alert } from '@/lib/messages/watch/schema';
import type { News } from './view/schema';

type Reader = Pick<Scope, 'role' | 'userId'> & { institution: { id: string } };

/** Rows of the reader's own notices that were not opened yet. Nothing for the office, which sends them. */
const unreadReceipts = ({ role, userId, institution: { id } }: Reader): Sql =>
  role === 'guardian'
    ? sql`FROM notice_receipts r JOIN notices n ON n.institution_id = r.institution_id AND n.id = r.notice_id AND n.state = 'PUBLISHED'
        WHERE r.institution_id = ${id}::uuid AND r.read_at IS NULL
          AND r.guardian_id IN (SELECT g.id FROM guardians g WHERE g.institution_id = ${id}::uuid AND g.user_id = ${userId}::uuid)`
    : sql`FROM notice_receipts r JOIN notices n ON n.institution_id = r.institution_id AND n.id = r.notice_id AND n.state = 'PUBLISHED'
        WHERE r.institution_id = ${id}::uuid AND r.read_at IS NULL
          AND r.staff_id IN (SELECT f.id FROM staff f WHERE f.institution_id = ${id}::uuid AND f.user_id = ${userId}::uuid)`;

const isOffice = ({ role }: Reader) => role === 'admin' || role === 'campus_admin';
const hasBell = (reader: Reader) =>
  isOffice(reader) || reader.role === 'teacher' || reader.role === 'guardian';

const writtenColumn = (reader: Reader): Sql =>
  hasBell(reader)
    ? sql`(SELECT count(*)::int FROM conversations c WHERE c.institution_id = ${reader.institution.id}::uuid AND ${waitsFor(reader)})`
    : sql`0`;

// What only the head of the house decides.
const supportAsked = (id: string): Sql =>
  sql`(SELECT count(*)::int FROM support_grants WHERE institution_id = ${id}::uuid AND state = 'REQUESTED')`;
const bandsProposed = (id: string): Sql =>
  sql`(SELECT count(*)::int FROM sabaq_bands WHERE institution_id = ${id}::uuid AND state = 'PROPOSED')`;
const reported = (id: string): Sql =>
  sql`(SELECT c.alerts FROM message_channels c WHERE c.institution_id = ${id}::uuid AND c.line = 'WHATSAPP')`;

// Numbers that somebody answered to be wrong, while they stand on a guardian.
const wrongNumbers = (id: string): Sql =>
  sql`FROM app.wrong_numbers() w JOIN guardians g ON g.institution_id = ${id}::uuid AND g.id = w.guardian_id`;

/** How many things wait for the reader, as one column of a statement that the page makes anyhow: the bell costs no
 *  round trip of its own. */
export function unreadColumn(reader: Reader): Sql {
  if (!hasBell(reader)) return sql`0`;
  const { id } = reader.institution;
  const written = writtenColumn(reader);
  if (!isOffice(reader)) return sql`${written} + (SELECT count(*)::int ${unreadReceipts(reader)})`;
  const wrong = sql`(SELECT count(DISTINCT g.id)::int ${wrongNumbers(id)})`;
  if (reader.role !== 'admin') return sql`${written} + ${wrong}`;
  return sql`${written} + ${supportAsked(id)} + ${bandsProposed(id)} + coalesce(cardinality(${reported(id)}), 0) + ${wrong}`;
}

export type Standing = {
  unread: number;
  /** Of them conversations. */
  written: number;
  /** Milliseconds of the latest change among what the reader may see: what a stream that comes again compares. */
  mark: number;
  /** Of the conversations asked about those that the reader may see. */
  seen: string[];
};

/** What a stream tells: how much waits, and since when nothing changed. One statement. */
export async function getStanding(
  tx: TenantTx,
  reader: Reader,
  asked: readonly string[] = [],
): Promise<Standing> {
  const { id } = reader.institution;
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT ARRAY(SELECT c.id FROM conversations c WHERE c.institution_id = ${id}::uuid AND c.id = ANY (${[...asked]}::uuid[])) AS seen,
      ${unreadColumn(reader)} AS unread, ${writtenColumn(reader)} AS written, (extract(epoch FROM greatest(
      (SELECT max(c.updated_at) FROM conversations c WHERE c.institution_id = ${id}::uuid),
      (SELECT max(n.updated_at) FROM notices n WHERE n.institution_id = ${id}::uuid),
      (SELECT max(m.reported_at) FROM message_channels m WHERE m.institution_id = ${id}::uuid), 'epoch')) * 1000)::float8 AS mark`;
  return row!;
}

const MOST_LISTED = 30;

/** Everything that waits for the reader, the latest first. Three statements, two for who sends no notices. */
export async function listNews(tx: TenantTx, reader: Reader): Promise<News> {
  const { id } = reader.institution;
  const conversations = await tx.$queryRaw<News['conversations']>`
    SELECT c.id, c.subject, c.last_at AS at, jsonb_build_object('name', s.name, 'nativeName', s.native_name) AS child,
      jsonb_build_object('name', g.name, 'nativeName', g.native_name) AS guardian
    FROM conversations c JOIN students s ON s.institution_id = c.institution_id AND s.id = c.student_id
    JOIN guardians g ON g.institution_id = c.institution_id AND g.id = c.guardian_id
    WHERE c.institution_id = ${id}::uuid AND ${waitsFor(reader)} ORDER BY c.last_at DESC LIMIT ${MOST_LISTED}`;
  if (isOffice(reader)) {
    const heads =
      reader.role === 'admin'
        ? sql`${supportAsked(id)} AS support, ${bandsProposed(id)} AS bands, ${reported(id)} AS channel`
        : sql`0 AS support, 0 AS bands, NULL::text[] AS channel`;
    const [waits] = await tx.$queryRaw<
      { support: number; bands: number; channel: Alert[] | null; wrong: News['wrong'] }[]
    >`
      SELECT ${heads},
        (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', g.id, 'name', g.name, 'nativeName', g.native_name)), '[]') ${wrongNumbers(id)}) AS wrong`;
    const { support = 0, bands = 0, channel, wrong = [] } = waits ?? {};
    return { conversations, notices: [], support, bands, channel: channel ?? [], wrong };
  }
  const notices = await tx.$queryRaw<News['notices']>`
    SELECT DISTINCT n.id, n.title, n.urgent, n.published_at AS at ${unreadReceipts(reader)} ORDER BY at DESC LIMIT ${MOST_LISTED}`;
  return { conversations, notices, support: 0, bands: 0, channel: [], wrong: [] };
}
