import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { joinSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getSettings } from '@/lib/settings/queries';
import { type Hours, hoursFor } from './hours/rules';
import { readHours } from './hours/schema';
import { deskOf, sideOf } from './rules';
import type { ConversationList } from './schema';
import {
  type ChildChoice,
  type ConversationLine,
  type ConversationPage,
  type GuardianChoice,
  type InsideNote,
  LIST_SIZE,
  type Message,
  type Named,
} from './view/schema';

/** What waits for a reader: of a family what the school wrote, of the school what families asked at the own desk. */
export const waitsFor = ({ role }: Pick<Scope, 'role'>): Sql =>
  sideOf(role) === 'FAMILY' ? sql`c.family_unread` : sql`(c.school_unread AND c.desk = ${deskOf(role)})`;

/** The latest conversations first; the policies cut them, nothing here names whose they are. One statement. */
export async function listConversations(
  tx: TenantTx,
  scope: Scope,
  { show, desk, page }: ConversationList,
): Promise<{ lines: ConversationLine[]; total: number }> {
  const filters: Sql[] = [sql`c.institution_id = ${scope.institution.id}::uuid`];
  if (show === 'unread') filters.push(waitsFor(scope));
  if (show === 'closed') filters.push(sql`c.state = 'CLOSED'`);
  if (desk) filters.push(sql`c.desk = ${desk}`);
  const rows = await tx.$queryRaw<
    (Omit<ConversationLine, 'child' | 'guardian'> & {
      child: Named & { id: string };
      guardian: Named;
      total: number;
    })[]
  >`
    WITH found AS (SELECT c.*, count(*) OVER ()::int AS total, ${waitsFor(scope)} AS waits FROM conversations c
      WHERE ${joinSql(filters, ' AND ')}
      ORDER BY c.last_at DESC, c.id DESC LIMIT ${LIST_SIZE} OFFSET ${(page - 1) * LIST_SIZE})
    SELECT f.id, f.subject, f.desk, f.state, f.waits AS unread, f.last_at AS "lastAt", f.last_side AS "lastSide", f.total,
      coalesce(m.body, '') AS latest,
      jsonb_build_object('id', s.id, 'name', s.name, 'nativeName', s.native_name) AS child,
      jsonb_build_object('name', g.name, 'nativeName', g.native_name) AS guardian
    FROM found f
    JOIN students s ON s.institution_id = f.institution_id AND s.id = f.student_id
    JOIN guardians g ON g.institution_id = f.institution_id AND g.id = f.guardian_id
    LEFT JOIN LATERAL (SELECT left(x.body, 140) AS body FROM conversation_messages x
      WHERE x.institution_id = f.institution_id AND x.conversation_id = f.id ORDER BY x.created_at DESC, x.id DESC LIMIT 1) m ON true
    ORDER BY f.last_at DESC, f.id DESC`;
  return { lines: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}

/** Who teaches the child `s` now. */
const asatidhaColumn = sql`(SELECT jsonb_agg(jsonb_build_object('name', f.name, 'nativeName', f.native_name) ORDER BY t.from_date)
  FROM halqa_teachers t JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id
  WHERE t.institution_id = s.institution_id AND t.halqa_id = s.halqa_id AND t.to_date IS NULL) AS asatidha`;

const MOST_SHOWN = 200;

type HeadRow = Omit<ConversationPage, 'messages' | 'earlier' | 'notes' | 'hours'> & {
  asatidha: Named[] | null;
};

/** A conversation with its latest messages; undefined when the reader has none of this id. Four statements, three for a
 *  family, which never asks for notes. */
export async function getConversation(
  tx: TenantTx,
  scope: Scope,
  id: string,
): Promise<ConversationPage | undefined> {
  const institutionId = scope.institution.id;
  const [head] = await tx.$queryRaw<HeadRow[]>`
    SELECT c.id, c.subject, c.desk, c.state, c.last_at AS "lastAt", c.school_read_at AS "schoolReadAt",
      c.family_read_at AS "familyReadAt",
      jsonb_build_object('id', s.id, 'name', s.name, 'nativeName', s.native_name) AS child,
      jsonb_build_object('id', g.id, 'name', g.name, 'nativeName', g.native_name) AS guardian,
      (SELECT k.relation FROM guardianships k WHERE k.institution_id = c.institution_id AND k.student_id = c.student_id
        AND k.guardian_id = c.guardian_id) AS relation,
      ${asatidhaColumn}
    FROM conversations c
    JOIN students s ON s.institution_id = c.institution_id AND s.id = c.student_id
    JOIN guardians g ON g.institution_id = c.institution_id AND g.id = c.guardian_id
    WHERE c.institution_id = ${institutionId}::uuid AND c.id = ${id}::uuid`;
  if (!head) return;
  const author = sql`(SELECT jsonb_build_object('name', f.name, 'nativeName', f.native_name) FROM staff f
    WHERE f.institution_id = m.institution_id AND f.user_id = m.author_id ORDER BY f.status, f.created_at LIMIT 1) AS author`;
  const latest = await tx.$queryRaw<Message[]>`
    SELECT m.id, m.side, m.role, m.author_id = ${scope.userId}::uuid AS own, m.body, m.created_at AS "createdAt", ${author}
    FROM conversation_messages m WHERE m.institution_id = ${institutionId}::uuid AND m.conversation_id = ${id}::uuid
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${MOST_SHOWN + 1}`;
  const notes =
    sideOf(scope.role) === 'FAMILY'
      ? []
      : await tx.$queryRaw<InsideNote[]>`
        SELECT m.id, m.role, m.body, m.created_at AS "createdAt", ${author} FROM conversation_notes m
        WHERE m.institution_id = ${institutionId}::uuid AND m.conversation_id = ${id}::uuid ORDER BY m.created_at, m.id LIMIT ${MOST_SHOWN}`;
  const asatidha = head.asatidha ?? [];
  return {
    ...head,
    asatidha,
    messages: latest.slice(0, MOST_SHOWN).reverse(),
    earlier: latest.length > MOST_SHOWN,
    notes,
    hours: hoursFor(await getHours(tx, scope), asatidha),
  };
}

export async function getHours(tx: TenantTx, { institution }: Pick<Scope, 'institution'>): Promise<Hours> {
  const { conversations } = await getSettings(tx, { institutionId: institution.id });
  return readHours(conversations, institution.weeklyHoliday);
}

/** The children about whom a guardian may write, each with who teaches it now. */
export async function listOwnChildren(
  tx: TenantTx,
  { institution }: Pick<Scope, 'institution'>,
): Promise<ChildChoice[]> {
  const rows = await tx.$queryRaw<(Named & { id: string; asatidha: Named[] | null })[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName",
      ${asatidhaColumn}
    FROM students s WHERE s.institution_id = ${institution.id}::uuid ORDER BY s.status, s.born_on NULLS LAST, s.sort_name, s.id`;
  return rows.map((row) => ({ ...row, asatidha: row.asatidha ?? [] }));
}

/** The hours as they hold for one child. */
export async function getHoursFor(tx: TenantTx, scope: Scope, studentId: string): Promise<Hours> {
  const [child] = await tx.$queryRaw<{ asatidha: Named[] | null }[]>`
    SELECT ${asatidhaColumn} FROM students s WHERE s.institution_id = ${scope.institution.id}::uuid AND s.id = ${studentId}::uuid`;
  return hoursFor(await getHours(tx, scope), child?.asatidha ?? []);
}

/** A child with the guardians to whom the school may write about it; undefined when there is no such child. */
export async function getFamilyOf(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<{ child: Named & { id: string }; guardians: GuardianChoice[] } | undefined> {
  const child = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: { id: true, name: true, nativeName: true },
  });
  if (!child) return;
  const links = await tx.guardianship.findMany({
    where: { institutionId, studentId },
    select: {
      relation: true,
      guardian: { select: { id: true, name: true, nativeName: true, userId: true } },
    },
    orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
  });
  const guardians = links.map(({ relation, guardian: { userId, ...who } }) => ({
    ...who,
    relation,
    signsIn: userId !== null,
  }));
  return { child, guardians };
}
