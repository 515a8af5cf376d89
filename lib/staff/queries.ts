import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameLike } from '@/lib/core/name';
import { parsePhone } from '@/lib/core/phone';
import type { LocalDate } from '@/lib/core/time';
import { type Access, accessOf } from './rules';
import type { StaffList } from './schema';

export const STAFF_PER_PAGE = 25;

type Named = { id: string; name: string; nativeName: string | null };
const named = { id: true, name: true, nativeName: true } as const;
const openInvitation = {
  where: { acceptedAt: null },
  select: { expiresAt: true, createdAt: true },
  orderBy: { createdAt: 'desc' },
  take: 1,
} as const;
/** Phones before addresses, the older first; ids break the tie of rows that came in one import. */
const contacts = {
  select: { kind: true, value: true },
  orderBy: [{ kind: 'desc' as const }, { createdAt: 'asc' as const }, { id: 'asc' as const }],
};
const present = {
  where: { toDate: null },
  select: { halqa: { select: named } },
  orderBy: { fromDate: 'asc' },
} as const;

const firstOf = (list: { kind: string; value: string }[], kind: string) =>
  list.find((contact) => contact.kind === kind)?.value ?? null;

export type StaffRow = Named & {
  phone: string | null;
  email: string | null;
  joinedOn: LocalDate | null;
  halqas: Named[];
  access: Access;
};

function filterOf(scope: Scope, { q, status, halqa, access }: StaffList) {
  const phone = parsePhone(q, scope.institution.country);
  const words = q
    ? [
        ...nameLike(q),
        ...(phone.ok ? [{ contacts: { some: { kind: 'PHONE', value: phone.e164 } } }] : []),
        ...(q.includes('@') ? [{ contacts: { some: { kind: 'EMAIL', value: q.toLowerCase() } } }] : []),
      ]
    : [];
  return {
    institutionId: scope.institution.id,
    AND: [
      ...(words.length > 0 ? [{ OR: words }] : []),
      ...(status === 'ALL' ? [] : [{ status: status || 'ACTIVE' }]),
      ...(halqa === 'none' ? [{ halqas: { none: { toDate: null } } }] : []),
      ...(access === 'none' ? [{ userId: null }] : []),
    ],
  };
}

/** One page of the asatidha who match, and how many match in all. */
export async function listStaff(
  tx: TenantTx,
  scope: Scope,
  list: StaffList,
): Promise<{ rows: StaffRow[]; total: number }> {
  const where = filterOf(scope, list);
  const order = list.sort.startsWith('-') ? 'desc' : 'asc';
  const found = await tx.staff.findMany({
    where,
    select: {
      ...named,
      status: true,
      userId: true,
      joinedOn: true,
      contacts,
      halqas: present,
      invitations: openInvitation,
    },
    orderBy: [
      list.sort.endsWith('joined') ? { joinedOn: { sort: order, nulls: 'last' } } : { sortName: order },
      { id: 'asc' },
    ],
    skip: (list.page - 1) * STAFF_PER_PAGE,
    take: STAFF_PER_PAGE,
  });
  return {
    rows: found.map((one) => ({
      id: one.id,
      name: one.name,
      nativeName: one.nativeName,
      phone: firstOf(one.contacts, 'PHONE'),
      email: firstOf(one.contacts, 'EMAIL'),
      joinedOn: one.joinedOn && fromDbDate(one.joinedOn),
      halqas: one.halqas.map(({ halqa }) => halqa),
      access: accessOf(
        {
          status: one.status,
          hasUser: one.userId !== null,
          invitedUntil: one.invitations[0]?.expiresAt ?? null,
        },
        scope.now,
      ),
    })),
    total: await tx.staff.count({ where }),
  };
}

export type StaffDetail = Omit<StaffRow, 'halqas'> & {
  qualification: string | null;
  /** Every number and address, the first ones included. */
  contacts: { kind: string; value: string }[];
  invitedUntil: Date | null;
  halqas: { halqa: Named; from: LocalDate; to: LocalDate | null }[];
  updatedAt: string;
};

export async function getStaff(tx: TenantTx, scope: Scope, id: string): Promise<StaffDetail | null> {
  const one = await tx.staff.findFirst({
    where: { institutionId: scope.institution.id, id },
    select: {
      ...named,
      status: true,
      userId: true,
      joinedOn: true,
      qualification: true,
      updatedAt: true,
      contacts,
      invitations: openInvitation,
      halqas: {
        select: { fromDate: true, toDate: true, halqa: { select: named } },
        orderBy: [{ fromDate: 'desc' }, { createdAt: 'desc' }],
        take: 50,
      },
    },
  });
  if (!one) return null;
  const invitedUntil = one.invitations[0]?.expiresAt ?? null;
  return {
    id: one.id,
    name: one.name,
    nativeName: one.nativeName,
    qualification: one.qualification,
    phone: firstOf(one.contacts, 'PHONE'),
    email: firstOf(one.contacts, 'EMAIL'),
    contacts: one.contacts,
    joinedOn: one.joinedOn && fromDbDate(one.joinedOn),
    invitedUntil,
    access: accessOf({ status: one.status, hasUser: one.userId !== null, invitedUntil }, scope.now),
    halqas: one.halqas.map(({ halqa, fromDate, toDate }) => ({
      halqa,
      from: fromDbDate(fromDate),
      to: toDate && fromDbDate(toDate),
    })),
    updatedAt: one.updatedAt.toISOString(),
  };
}

export type HalqaChoice = Named & { ustadh: { id: string; name: string } | null };

/** Every halqa with who has it now, to be given to somebody. */
export async function listHalqaChoices(tx: TenantTx, scope: Scope): Promise<HalqaChoice[]> {
  const halqas = await tx.halqa.findMany({
    where: { institutionId: scope.institution.id, archivedOn: null },
    select: {
      ...named,
      teachers: { where: { toDate: null }, select: { staff: { select: { id: true, name: true } } } },
    },
    orderBy: { sortName: 'asc' },
    take: 200,
  });
  return halqas.map(({ teachers, ...halqa }) => ({ ...halqa, ustadh: teachers[0]?.staff ?? null }));
}
