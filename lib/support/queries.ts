import 'server-only';
import { can } from '@/lib/core/auth/roles';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { type EmergencyAgreement, type Grant, grantState, type SupportNow } from './rules';

const shown = {
  id: true,
  ticket: true,
  reason: true,
  state: true,
  requestedBy: true,
  requesterName: true,
  emergency: true,
  write: true,
  minutes: true,
  decidedBy: true,
  decidedAt: true,
  refusal: true,
  startsAt: true,
  expiresAt: true,
  endedAt: true,
  endedBy: true,
  createdAt: true,
} as const;

const GRANTS_SHOWN = 50;

async function grantsBy(tx: TenantTx, scope: Scope, where: object, take: number): Promise<Grant[]> {
  const institutionId = scope.institution.id;
  const rows = await tx.supportGrant.findMany({
    where: { institutionId, ...where },
    select: shown,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
  const deciders = await tx.staff.findMany({
    where: { institutionId, userId: { in: rows.flatMap(({ decidedBy }) => decidedBy ?? []) } },
    select: { userId: true, name: true },
  });
  return rows.map(({ decidedBy, ...row }) => ({
    ...row,
    state: grantState(row, scope.now),
    decider: deciders.find(({ userId }) => userId === decidedBy)?.name ?? null,
  }));
}

/** The newest requests and visits. */
export const listGrants = (tx: TenantTx, scope: Scope): Promise<Grant[]> =>
  grantsBy(tx, scope, {}, GRANTS_SHOWN);

export async function getGrant(tx: TenantTx, scope: Scope, id: string): Promise<Grant | undefined> {
  return (await grantsBy(tx, scope, { id }, 1))[0];
}

/** Nobody asks and nobody is inside. */
export const noSupportNow: SupportNow = { waiting: 0, visits: [] };

/** What every page of the office says about HifzPro support: one short query, for those alone who may answer. */
export async function getSupportNow(tx: TenantTx, scope: Scope): Promise<SupportNow> {
  if (!can(scope.role, 'support:decide')) return noSupportNow;
  const open = await tx.supportGrant.findMany({
    where: { institutionId: scope.institution.id, state: { in: ['REQUESTED', 'ACTIVE'] } },
    select: shown,
    orderBy: { createdAt: 'desc' },
    take: 20,
  });
  const states = open.map((grant) => ({ ...grant, state: grantState(grant, scope.now) }));
  return {
    waiting: states.filter(({ state }) => state === 'REQUESTED').length,
    visits: states.filter(({ state }) => state === 'ACTIVE'),
  };
}

/** Whether, and since when, the institution agrees to emergency entry. */
export async function getEmergencyAgreement(tx: TenantTx, scope: Scope): Promise<EmergencyAgreement> {
  const row = await tx.institution.findUnique({
    where: { id: scope.institution.id },
    select: { emergencyAgreedAt: true },
  });
  return { agreedAt: row?.emergencyAgreedAt ?? null };
}
