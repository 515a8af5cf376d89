import 'server-only';
import { joinSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { isId } from '@/lib/core/id';
import { normaliseName } from '@/lib/core/name';
import { actionsOf, changesOf, placeIdsOf } from './rules';
import type { Entry, Named, Places, TrailFilter, TrailPage, Verdict } from './schema';

export const ENTRIES_PER_PAGE = 40;
/** A search takes this many people of each kind by name; a longer name finds fewer. */
const PEOPLE_FOUND = 200;

type Of = { institutionId: string; timeZone: string };
type Row = {
  seq: number;
  at: Date;
  user_id: string | null;
  role: string;
  action: string;
  subject: string;
  subject_id: string | null;
  detail: Record<string, unknown>;
  hash: string;
};
type Where = { filter: TrailFilter; saying: readonly string[] };

/**
 * One page of the trail, newest first.
 * @param where.saying actions whose sentence, in the reader's language, holds the searched words
 */
export async function getTrail(
  tx: TenantTx,
  of: Of,
  { before, after, ...where }: Where & { before?: number | undefined; after?: number | undefined },
): Promise<TrailPage> {
  const conditions = await conditionsOf(tx, of, where);
  const forward = after !== undefined && before === undefined;
  if (before !== undefined) conditions.push(sql`a.seq < ${before}`);
  if (forward) conditions.push(sql`a.seq > ${after}`);
  const rows = await readRows(tx, conditions, { forward, limit: ENTRIES_PER_PAGE + 1 });
  const more = rows.length > ENTRIES_PER_PAGE;
  const page = rows.slice(0, ENTRIES_PER_PAGE);
  if (forward) page.reverse();
  const { entries, places } = await withNames(tx, of, page);
  const [first, last] = [page[0]?.seq, page.at(-1)?.seq];
  return {
    entries,
    places,
    newer: first !== undefined && (forward ? more : before !== undefined) ? first : null,
    older: last !== undefined && (forward || more) ? last : null,
  };
}

/** The next piece of an export, oldest first, after entry `after` and up to entry `until`. */
export async function getTrailPiece(
  tx: TenantTx,
  of: Of,
  { after, until, limit, ...where }: Where & { after: number; until: number; limit: number },
): Promise<{ entries: Entry[]; places: Places }> {
  const conditions = await conditionsOf(tx, of, where);
  conditions.push(sql`a.seq > ${after}`, sql`a.seq <= ${until}`);
  return withNames(tx, of, await readRows(tx, conditions, { forward: true, limit }));
}

/** The number of the newest entry; 0 when there is none. */
export async function getLastSeq(tx: TenantTx, institutionId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ seq: number }[]>`
    SELECT coalesce(max(seq), 0)::float8 AS seq FROM audit_entries WHERE institution_id = ${institutionId}::uuid`;
  return row?.seq ?? 0;
}

function readRows(
  tx: TenantTx,
  conditions: Sql[],
  { forward, limit }: { forward: boolean; limit: number },
): Promise<Row[]> {
  const order = forward ? sql`a.seq ASC` : sql`a.seq DESC`;
  return tx.$queryRaw<Row[]>`
    SELECT a.seq::float8 AS seq, a.at, a.user_id, a.role, a.action, a.subject, a.subject_id, a.detail, a.hash
    FROM audit_entries a WHERE ${joinSql(conditions, ' AND ')} ORDER BY ${order} LIMIT ${limit}`;
}

async function conditionsOf(
  tx: TenantTx,
  { institutionId, timeZone }: Of,
  { filter, saying }: Where,
): Promise<Sql[]> {
  const { q, group, by, child, from, to } = filter;
  const all = [sql`a.institution_id = ${institutionId}::uuid`];
  if (group) all.push(sql`a.action = ANY (${actionsOf(group)}::text[])`);
  if (by) all.push(sql`a.user_id = ${by}::uuid`);
  if (child) all.push(sql`a.subject_id = ${child}::uuid`);
  if (from) all.push(sql`a.at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`);
  if (to) all.push(sql`a.at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`);
  if (q) {
    const { ids, users } = await findPeople(tx, institutionId, q);
    all.push(sql`(a.action = ANY (${[...saying]}::text[]) OR a.subject_id = ANY (${ids}::uuid[])
      OR a.user_id = ANY (${users}::uuid[]) OR a.detail->>'ticket' = ${q})`);
  }
  return all;
}

/** Everybody and every place of that name: what an entry may be about, and who may have written it. */
async function findPeople(tx: TenantTx, institutionId: string, q: string) {
  const folded = normaliseName(q);
  const named = {
    institutionId,
    OR: [...(folded ? [{ sortName: { contains: folded } }] : []), { nativeName: { contains: q } }],
  };
  const select = { id: true } as const;
  const signing = { id: true, userId: true } as const;
  const students = await tx.student.findMany({ where: named, select, take: PEOPLE_FOUND });
  const guardians = await tx.guardian.findMany({ where: named, select: signing, take: PEOPLE_FOUND });
  const staff = await tx.staff.findMany({ where: named, select: signing, take: PEOPLE_FOUND });
  const halqas = await tx.halqa.findMany({ where: named, select, take: PEOPLE_FOUND });
  const people = [...guardians, ...staff];
  return {
    ids: [...students, ...people, ...halqas].map(({ id }) => id),
    users: people.flatMap(({ userId }) => userId ?? []),
  };
}

const named = { id: true, name: true, nativeName: true } as const;
const signed = { ...named, userId: true } as const;

/** Names of everybody on the page, one question a table; who left and who was moved keep theirs. */
async function withNames(
  tx: TenantTx,
  { institutionId }: Of,
  rows: readonly Row[],
): Promise<{ entries: Entry[]; places: Places }> {
  const idsOf = (subject: string) => [
    ...new Set(rows.flatMap((row) => (row.subject === subject && row.subject_id ? [row.subject_id] : []))),
  ];
  const changes = new Map(rows.map((row) => [row.seq, changesOf(row.detail)]));
  const placed = [...new Set([...changes.values()].flatMap(placeIdsOf))].filter(isId);
  const others = rows.flatMap(({ detail }) => idIn(detail, 'guardianId'));
  const where = (ids: string[]) => ({ institutionId, id: { in: ids } });

  const members = idsOf('membership');
  const memberships =
    members.length > 0
      ? await tx.membership.findMany({ where: where(members), select: { id: true, userId: true } })
      : [];
  const users = [
    ...new Set([
      ...rows.flatMap(({ user_id }) => user_id ?? []),
      ...idsOf('person'),
      ...memberships.map(({ userId }) => userId),
    ]),
  ];
  const orUser = (ids: string[]) => ({
    institutionId,
    OR: [{ id: { in: ids } }, { userId: { in: users } }],
  });
  const staff = await tx.staff.findMany({
    where: orUser([...idsOf('staff'), ...placed]),
    select: signed,
    orderBy: { status: 'desc' },
  });
  const guardians = await tx.guardian.findMany({
    where: orUser([...idsOf('guardian'), ...others]),
    select: signed,
  });
  const students = idsOf('student');
  const pupils = students.length ? await tx.student.findMany({ where: where(students), select: named }) : [];
  const halqaIds = [...idsOf('halqa'), ...placed];
  const halqas = halqaIds.length ? await tx.halqa.findMany({ where: where(halqaIds), select: named }) : [];
  const campusIds = [...idsOf('campus'), ...placed];
  const campuses = campusIds.length
    ? await tx.campus.findMany({ where: where(campusIds), select: named })
    : [];
  const importIds = idsOf('import');
  const imports = importIds.length
    ? await tx.import.findMany({ where: where(importIds), select: { id: true, fileName: true } })
    : [];

  // Later ones win: a person who teaches and is a parent is named as the institution's own.
  const byUser = new Map(
    [...guardians, ...staff].flatMap((one): [string, Named][] => (one.userId ? [[one.userId, one]] : [])),
  );
  const byId = new Map<string, Named>([
    ...[...pupils, ...guardians, ...staff, ...halqas, ...campuses].map((one): [string, Named] => [
      one.id,
      one,
    ]),
    ...imports.map(({ id, fileName }): [string, Named] => [id, { name: fileName, nativeName: null }]),
    ...memberships.flatMap(({ id, userId }): [string, Named][] => {
      const person = byUser.get(userId);
      return person ? [[id, person]] : [];
    }),
  ]);
  const nameOf = ({ subject, subject_id }: Row) =>
    (subject === 'person' ? byUser.get(subject_id ?? '') : byId.get(subject_id ?? '')) ?? null;
  return {
    places: byId,
    entries: rows.map((row) => ({
      seq: row.seq,
      at: row.at,
      role: row.role,
      who: byUser.get(row.user_id ?? '') ?? null,
      action: row.action,
      subject: row.subject,
      subjectId: row.subject_id,
      name: nameOf(row),
      other: byId.get(idIn(row.detail, 'guardianId')[0] ?? '') ?? null,
      detail: row.detail,
      changes: changes.get(row.seq) ?? [],
      hash: row.hash,
    })),
  };
}

function idIn(detail: Record<string, unknown>, key: string): string[] {
  const id = detail[key];
  return typeof id === 'string' && isId(id) ? [id] : [];
}

/** Everyone of the house who may have written in the trail, for the filter: not the parents. */
export async function listWriters(
  tx: TenantTx,
  institutionId: string,
): Promise<{ userId: string; role: string; who: Named | null }[]> {
  const members = await tx.membership.findMany({
    where: { institutionId, role: { notIn: ['guardian', 'student'] } },
    select: { userId: true, role: true },
    orderBy: { role: 'asc' },
    distinct: ['userId'],
  });
  const users = members.map(({ userId }) => userId);
  const people = await tx.staff.findMany({ where: { institutionId, userId: { in: users } }, select: signed });
  const byUser = new Map(people.map((one) => [one.userId, one]));
  return members.map((member) => ({ ...member, who: byUser.get(member.userId) ?? null }));
}

/** The name of the child that the trail is narrowed to. */
export async function getChildName(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<Named | null> {
  return tx.student.findFirst({ where: { institutionId, id }, select: { name: true, nativeName: true } });
}

/** Goes through the whole chain of the institution. */
export async function verifyTrail(tx: TenantTx): Promise<Verdict> {
  const [row] = await tx.$queryRaw<
    { entries: number; broken: number | null; head: string | null; head_at: Date | null }[]
  >`SELECT entries::float8 AS entries, broken::float8 AS broken, head, head_at FROM audit.verify()`;
  return {
    entries: row?.entries ?? 0,
    broken: row?.broken ?? null,
    head: row?.head ?? null,
    headAt: row?.head_at ?? null,
  };
}

/** Where a fingerprint that was noted earlier stands in the chain, and since when; null when it does not. */
export async function findHead(
  tx: TenantTx,
  { institutionId, head }: { institutionId: string; head: string },
): Promise<{ seq: number; at: Date } | null> {
  const found = await tx.auditEntry.findFirst({
    where: { institutionId, hash: head },
    select: { seq: true, at: true },
  });
  return found && { seq: Number(found.seq), at: found.at };
}
