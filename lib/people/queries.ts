import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { joinSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { normaliseName, spellings } from '@/lib/core/name';
import { parsePhone } from '@/lib/core/phone';
import { memberState, OFFICE_ROLES, type OfficeRole, type PersonState } from './rules';
import type { PeopleList } from './schema';

export const PEOPLE_PER_PAGE = 25;

/** The names come from the house's own rows of staff or guardians; nothing of the global user is asked. */
export type PersonRow = {
  /** Of the membership or, until it is accepted, of the invitation. */
  id: string;
  name: string | null;
  nativeName: string | null;
  role: OfficeRole;
  campus: string | null;
  campusNative: string | null;
  state: PersonState;
  self: boolean;
  secondFactor: boolean | null;
  seenAt: Date | null;
};

/** Everyone with a role of the house, and everyone invited to one: one line for each role. */
function everyone(scope: Scope): Sql {
  const institutionId = scope.institution.id;
  return sql`
    SELECT m.id, m.role, m.campus_id, s.id AS staff_id, s.name, s.native_name, s.sort_name,
      CASE WHEN m.ended_at IS NOT NULL OR s.status = 'LEFT' THEN 'DISMISSED' WHEN m.suspended_at IS NOT NULL THEN 'SUSPENDED' ELSE 'ACTIVE' END AS state,
      m.user_id = ${scope.userId}::uuid AS self, f.second_factor, f.seen_at
    FROM memberships m
    LEFT JOIN app.member_facts() f ON f.membership_id = m.id
    LEFT JOIN LATERAL (SELECT x.* FROM staff x WHERE x.institution_id = m.institution_id AND x.user_id = m.user_id
      ORDER BY x.status, x.created_at LIMIT 1) s ON true
    WHERE m.institution_id = ${institutionId}::uuid AND m.role = ANY (${[...OFFICE_ROLES]}::text[])
    UNION ALL
    SELECT v.id, v.role, v.campus_id, s.id, s.name, s.native_name, s.sort_name,
      CASE WHEN v.expires_at > ${scope.now}::timestamptz THEN 'INVITED' ELSE 'LAPSED' END, false, NULL, NULL
    FROM (SELECT DISTINCT ON (x.staff_id, x.role) x.* FROM staff_invitations x WHERE x.institution_id = ${institutionId}::uuid
      ORDER BY x.staff_id, x.role, x.created_at DESC) v
    JOIN staff s ON s.institution_id = v.institution_id AND s.id = v.staff_id AND s.status = 'ACTIVE'
    WHERE v.accepted_at IS NULL AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = v.institution_id
      AND m.user_id = s.user_id AND m.role = v.role AND m.ended_at IS NULL)`;
}

const states: Record<Exclude<PeopleList['state'], 'ALL'>, PersonState[]> = {
  '': ['ACTIVE', 'INVITED', 'LAPSED', 'SUSPENDED'],
  ACTIVE: ['ACTIVE'],
  INVITED: ['INVITED', 'LAPSED'],
  SUSPENDED: ['SUSPENDED'],
  DISMISSED: ['DISMISSED'],
};

function conditions(scope: Scope, { q, role, state, campus, factor }: PeopleList): Sql {
  const parts = [sql`true`];
  if (q) {
    const phone = parsePhone(q, scope.institution.country);
    const reach = [q.toLowerCase(), ...(phone.ok ? [phone.e164] : [])];
    const folded = normaliseName(q);
    parts.push(sql`((${folded} <> '' AND position(${folded} IN p.sort_name) > 0) OR EXISTS (SELECT 1 FROM unnest(${spellings(q)}::text[]) w WHERE position(w IN p.native_name) > 0)
      OR EXISTS (SELECT 1 FROM staff_contacts c WHERE c.institution_id = ${scope.institution.id}::uuid AND c.staff_id = p.staff_id
        AND c.value = ANY (${reach}::text[])))`);
  }
  if (role) parts.push(sql`p.role = ${role}`);
  if (state !== 'ALL') parts.push(sql`p.state = ANY (${states[state]}::text[])`);
  if (campus) parts.push(sql`p.campus_id = ${campus}::uuid`);
  if (factor) parts.push(sql`p.second_factor = false`);
  return joinSql(parts, ' AND ');
}

const orders: Record<PeopleList['sort'], Sql> = {
  name: sql`p.sort_name ASC NULLS FIRST`,
  '-name': sql`p.sort_name DESC NULLS LAST`,
  seen: sql`p.seen_at ASC NULLS FIRST`,
  '-seen': sql`p.seen_at DESC NULLS LAST`,
};

/** One page of the people who match, and how many match in all. */
export async function listPeople(
  tx: TenantTx,
  scope: Scope,
  list: PeopleList,
): Promise<{ rows: PersonRow[]; total: number }> {
  const found = await tx.$queryRaw<(PersonRow & { total: number })[]>`
    SELECT p.id, p.name, p.native_name AS "nativeName", p.role, c.name AS campus, c.native_name AS "campusNative", p.state, p.self,
      p.second_factor AS "secondFactor", p.seen_at AS "seenAt", (count(*) OVER ())::int AS total
    FROM (${everyone(scope)}) p
    LEFT JOIN campuses c ON c.institution_id = ${scope.institution.id}::uuid AND c.id = p.campus_id
    WHERE ${conditions(scope, list)}
    ORDER BY ${orders[list.sort]}, array_position(${[...OFFICE_ROLES]}::text[], p.role), p.id
    LIMIT ${PEOPLE_PER_PAGE} OFFSET ${(list.page - 1) * PEOPLE_PER_PAGE}`;
  return { rows: found.map(({ total, ...row }) => row), total: found[0]?.total ?? 0 };
}

/** Guardians who sign in: they are counted here and listed on their own. */
export function countGuardianSignIns(tx: TenantTx, scope: Scope): Promise<number> {
  return tx.membership.count({
    where: { institutionId: scope.institution.id, role: 'guardian', endedAt: null },
  });
}

const named = { id: true, name: true, nativeName: true } as const;
type Named = { id: string; name: string; nativeName: string | null };
type Contact = { kind: string; value: string };

export type Person = {
  id: string;
  kind: 'member' | 'invitation';
  role: string;
  state: PersonState;
  self: boolean;
  left: boolean;
  campus: Named | null;
  staff: Named | null;
  guardian: Named | null;
  contacts: Contact[];
  userId: string | null;
  secondFactor: boolean | null;
  seenAt: Date | null;
  /** When the membership began, or the last day of the invitation's link. */
  since: Date;
  suspendedAt: Date | null;
  updatedAt: string;
  /** The same person's other roles in this house. */
  others: { id: string; role: string }[];
};

type Facts = { secondFactor: boolean; seenAt: Date | null };
const contacts = { select: { kind: true, value: true }, orderBy: { createdAt: 'asc' } } as const;

async function getMember(tx: TenantTx, scope: Scope, id: string): Promise<Person | null> {
  const institutionId = scope.institution.id;
  const one = await tx.membership.findFirst({
    where: { institutionId, id },
    select: {
      id: true,
      userId: true,
      role: true,
      suspendedAt: true,
      endedAt: true,
      createdAt: true,
      updatedAt: true,
      campus: { select: named },
    },
  });
  if (!one) return null;
  const mine = { institutionId, userId: one.userId };
  const guards = one.role === 'guardian';
  const staff = guards
    ? null
    : await tx.staff.findFirst({
        where: mine,
        select: { ...named, status: true, contacts },
        orderBy: [{ status: 'asc' }, { createdAt: 'asc' }],
      });
  const guardian = guards
    ? await tx.guardian.findFirst({ where: mine, select: { ...named, contacts } })
    : null;
  const [facts] = await tx.$queryRaw<Facts[]>`
    SELECT second_factor AS "secondFactor", seen_at AS "seenAt" FROM app.member_facts(${id}::uuid)`;
  const others = await tx.membership.findMany({
    where: { ...mine, id: { not: id }, endedAt: null },
    select: { id: true, role: true },
  });
  const left = staff?.status === 'LEFT';
  return {
    id,
    kind: 'member',
    role: one.role,
    state: memberState({ ...one, left }),
    self: one.userId === scope.userId,
    left,
    campus: one.campus,
    staff: staff && { id: staff.id, name: staff.name, nativeName: staff.nativeName },
    guardian: guardian && { id: guardian.id, name: guardian.name, nativeName: guardian.nativeName },
    contacts: (staff ?? guardian)?.contacts ?? [],
    userId: one.userId,
    secondFactor: facts?.secondFactor ?? null,
    seenAt: facts?.seenAt ?? null,
    since: one.createdAt,
    suspendedAt: one.suspendedAt,
    updatedAt: one.updatedAt.toISOString(),
    others,
  };
}

async function getInvited(tx: TenantTx, scope: Scope, id: string): Promise<Person | null> {
  const one = await tx.staffInvitation.findFirst({
    where: { institutionId: scope.institution.id, id, acceptedAt: null, staff: { status: 'ACTIVE' } },
    select: {
      role: true,
      expiresAt: true,
      updatedAt: true,
      campus: { select: named },
      staff: { select: { ...named, contacts } },
    },
  });
  if (!one) return null;
  return {
    id,
    kind: 'invitation',
    role: one.role,
    state: one.expiresAt > scope.now ? 'INVITED' : 'LAPSED',
    self: false,
    left: false,
    campus: one.campus,
    staff: { id: one.staff.id, name: one.staff.name, nativeName: one.staff.nativeName },
    guardian: null,
    contacts: one.staff.contacts,
    userId: null,
    secondFactor: null,
    seenAt: null,
    since: one.expiresAt,
    suspendedAt: null,
    updatedAt: one.updatedAt.toISOString(),
    others: [],
  };
}

/** A member by the membership's id, or somebody invited by the invitation's. */
export async function getPerson(tx: TenantTx, scope: Scope, id: string): Promise<Person | null> {
  return (await getMember(tx, scope, id)) ?? (await getInvited(tx, scope, id));
}

export type RoleOf = { id: string; role: string; campus: string | null; state: PersonState };

/** The roles in this house of whoever stands behind a row of staff or of guardians; none without a sign-in. */
export function listRolesOf(tx: TenantTx, scope: Scope, personId: string): Promise<RoleOf[]> {
  const institutionId = scope.institution.id;
  return tx.$queryRaw<RoleOf[]>`
    SELECT m.id, m.role, c.name AS campus,
      CASE WHEN m.ended_at IS NOT NULL THEN 'DISMISSED' WHEN m.suspended_at IS NOT NULL THEN 'SUSPENDED' ELSE 'ACTIVE' END AS state
    FROM memberships m LEFT JOIN campuses c ON c.institution_id = m.institution_id AND c.id = m.campus_id
    WHERE m.institution_id = ${institutionId}::uuid AND m.user_id IN (
      SELECT s.user_id FROM staff s WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${personId}::uuid
      UNION ALL SELECT g.user_id FROM guardians g WHERE g.institution_id = ${institutionId}::uuid AND g.id = ${personId}::uuid)
    ORDER BY m.created_at`;
}
