import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameLike } from '@/lib/core/name';
import type { CampusList } from './schema';

export const CAMPUSES_PER_PAGE = 25;

export type CampusRow = {
  id: string;
  name: string;
  nativeName: string | null;
  address: string | null;
  halqas: number;
  students: number;
};

/** One page of the campuses that match, and how many match in all. */
export async function listCampuses(
  tx: TenantTx,
  scope: Scope,
  { q, sort, page }: CampusList,
): Promise<{ rows: CampusRow[]; total: number }> {
  const institutionId = scope.institution.id;
  const where = {
    institutionId,
    AND: q ? [{ OR: nameLike(q) }] : [],
  };
  const order = sort.startsWith('-') ? 'desc' : 'asc';
  const found = await tx.campus.findMany({
    where,
    select: {
      id: true,
      name: true,
      nativeName: true,
      address: true,
      _count: { select: { halqas: true, students: { where: { status: 'ACTIVE' } } } },
    },
    orderBy: [
      sort.endsWith('halqas') ? { halqas: { _count: order } } : { sortName: order },
      { sortName: 'asc' },
    ],
    skip: (page - 1) * CAMPUSES_PER_PAGE,
    take: CAMPUSES_PER_PAGE,
  });
  return {
    rows: found.map(({ _count, ...campus }) => ({ ...campus, ..._count })),
    total: await tx.campus.count({ where }),
  };
}

export type CampusDetail = Omit<CampusRow, 'halqas' | 'students'> & { updatedAt: string };

export async function getCampus(tx: TenantTx, scope: Scope, id: string): Promise<CampusDetail | null> {
  const campus = await tx.campus.findFirst({
    where: { institutionId: scope.institution.id, id },
    select: { id: true, name: true, nativeName: true, address: true, updatedAt: true },
  });
  return campus && { ...campus, updatedAt: campus.updatedAt.toISOString() };
}

export type CampusOption = { id: string; name: string; nativeName: string | null };

/** Campuses to choose from, by name. */
export function listCampusOptions(tx: TenantTx, scope: Scope): Promise<CampusOption[]> {
  return tx.campus.findMany({
    where: { institutionId: scope.institution.id },
    select: { id: true, name: true, nativeName: true },
    orderBy: { sortName: 'asc' },
  });
}
