import 'server-only';
import { v7 } from 'uuid';
import { changesBetween } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import { staleOrGone } from '@/lib/core/db/stale';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { normaliseName } from '@/lib/core/name';
import type { CreateCampus, EditCampus } from './schema';

async function requireFreeName(tx: TenantTx, scope: Scope, { id, name }: { id: string; name: string }) {
  const taken = await tx.campus.findFirst({
    where: { institutionId: scope.institution.id, sortName: normaliseName(name), id: { not: id } },
    select: { name: true },
  });
  if (taken) throw new AppError('CONFLICT', 'nameTaken', { field: 'name', params: { name: taken.name } });
}

/** Opens a campus; the same id again is the same campus. */
export async function createCampus(tx: TenantTx, scope: Scope, input: CreateCampus): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, name } = input;
  if (await tx.campus.count({ where: { institutionId, id } })) return { id };
  await requireFreeName(tx, scope, input);
  await tx.campus.create({
    data: {
      institutionId,
      id,
      name,
      nativeName: input.nativeName ?? null,
      address: input.address ?? null,
      sortName: normaliseName(name),
    },
  });
  await appendAudit(tx, { action: 'campus.created', subject: 'campus', subjectId: id }, v7());
  return { id };
}

/** Throws CONFLICT when the campus was changed since the form was drawn. */
export async function editCampus(tx: TenantTx, scope: Scope, input: EditCampus): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, name } = input;
  await requireFreeName(tx, scope, input);
  const before = await tx.campus.findFirst({
    where: { institutionId, id },
    select: { name: true, nativeName: true, address: true },
  });
  const { count } = await tx.campus.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: {
      name,
      nativeName: input.nativeName ?? null,
      address: input.address ?? null,
      sortName: normaliseName(name),
      updatedAt: new Date(),
    },
  });
  if (count === 0) throw staleOrGone(await tx.campus.count({ where: { institutionId, id } }));
  const detail = changesBetween(before, {
    name,
    nativeName: input.nativeName ?? null,
    address: input.address ?? null,
  });
  if (Object.keys(detail).length > 0)
    await appendAudit(tx, { action: 'campus.edited', subject: 'campus', subjectId: id, detail }, v7());
  return { id };
}
