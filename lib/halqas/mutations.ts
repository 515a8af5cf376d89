import 'server-only';
import { v7 } from 'uuid';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { changesBetween } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import { staleOrGone } from '@/lib/core/db/stale';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { normaliseName } from '@/lib/core/name';
import { kindsKept, type SessionKinds } from './rules';
import { type CreateHalqa, type EditHalqa, readSessionKinds } from './schema';

async function requireFreeName(tx: TenantTx, scope: Scope, { id, name }: { id: string; name: string }) {
  const taken = await tx.halqa.findFirst({
    where: { institutionId: scope.institution.id, sortName: normaliseName(name), id: { not: id } },
    select: { name: true },
  });
  if (taken) throw new AppError('CONFLICT', 'nameTaken', { field: 'name', params: { name: taken.name } });
}

async function requireCampus(tx: TenantTx, scope: Scope, id: string) {
  const there = await tx.campus.count({ where: { institutionId: scope.institution.id, id } });
  if (!there) throw new AppError('NOT_FOUND', 'notFound', { field: 'campusId' });
}

/** The children's rows carry their campus, so a halqa moves house only while it is empty. */
async function requireMovable(tx: TenantTx, scope: Scope, { id, campusId }: EditHalqa) {
  const institutionId = scope.institution.id;
  const children = await tx.student.count({
    where: { institutionId, halqaId: id, status: 'ACTIVE', campusId: { not: campusId } },
  });
  if (children > 0)
    throw new AppError('INVALID', 'campusHasChildren', { field: 'campusId', params: { count: children } });
}

const columns = (input: CreateHalqa | EditHalqa) => ({
  campusId: input.campusId,
  name: input.name,
  nativeName: input.nativeName ?? null,
  sortName: normaliseName(input.name),
  programme: input.programme,
  sessions: input.sessions,
  sessionKinds: kindsKept(input.sessionKinds, input.sessions),
  capacity: input.capacity,
});

const seen = {
  campusId: true,
  name: true,
  nativeName: true,
  programme: true,
  sessions: true,
  sessionKinds: true,
  capacity: true,
} as const;

/** Opens a halqa and gives it to its ustadh; the same id again is the same halqa. */
export async function createHalqa(tx: TenantTx, scope: Scope, input: CreateHalqa): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id } = input;
  if (await tx.halqa.count({ where: { institutionId, id } })) return { id };
  await requireFreeName(tx, scope, input);
  await requireCampus(tx, scope, input.campusId);
  await tx.halqa.create({ data: { institutionId, id, ...columns(input) } });
  if (input.staffId) await giveHalqas(tx, scope, { halqaIds: [id], staffId: input.staffId });
  await appendAudit(
    tx,
    {
      action: 'halqa.created',
      subject: 'halqa',
      subjectId: id,
      detail: input.staffId ? { staffId: [null, input.staffId] } : {},
    },
    v7(),
  );
  return { id };
}

/** Throws CONFLICT when the halqa was changed since the form was drawn; a change of ustadh counts as one. */
export async function editHalqa(tx: TenantTx, scope: Scope, input: EditHalqa): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id } = input;
  await requireFreeName(tx, scope, input);
  await requireCampus(tx, scope, input.campusId);
  await requireMovable(tx, scope, input);
  const before = await tx.halqa.findFirst({
    where: { institutionId, id },
    select: {
      ...seen,
      teachers: { where: { toDate: null }, select: { staffId: true }, orderBy: { fromDate: 'asc' } },
    },
  });
  const { count } = await tx.halqa.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: { ...columns(input), updatedAt: new Date() },
  });
  if (count === 0) throw staleOrGone(await tx.halqa.count({ where: { institutionId, id } }));
  const changed = input.staffId
    ? await giveHalqas(tx, scope, { halqaIds: [id], staffId: input.staffId })
    : await endTeaching(tx, scope, { halqaId: { in: [id] } });
  const { sortName: _, sessionKinds: now, ...is } = columns(input);
  const { teachers = [], sessionKinds: then, ...was } = before ?? {};
  const detail = changesBetween(
    { ...was, sessionKinds: kindsNamed(readSessionKinds(then)), staffId: teachers[0]?.staffId ?? null },
    { ...is, sessionKinds: kindsNamed(now), staffId: input.staffId ?? null },
  );
  if (Object.keys(detail).length > 0)
    await appendAudit(
      tx,
      { action: changed ? 'halqa.assigned' : 'halqa.edited', subject: 'halqa', subjectId: id, detail },
      v7(),
    );
  return { id };
}

/** For the trail: `FAJR:SABAQ`, one for each kind of each session. */
const kindsNamed = (kinds: SessionKinds): string[] =>
  DAY_SESSIONS.flatMap((session) => (kinds[session] ?? []).map((kind) => `${session}:${kind}`));

type Teaching = { halqaId?: { in: string[] } | { notIn: string[] }; staffId?: string | { not: string } };

/** Ends what is open, as of today; the rows stay as history. @returns how many ended */
export async function endTeaching(tx: TenantTx, scope: Scope, which: Teaching): Promise<number> {
  const ended = await tx.halqaTeacher.updateManyAndReturn({
    where: { institutionId: scope.institution.id, toDate: null, ...which },
    data: { toDate: toDbDate(scope.today), updatedAt: new Date() },
    select: { halqaId: true, staffId: true },
  });
  await touch(tx, scope, ended);
  return ended.length;
}

/** A form of either side that was drawn before is stale now: saving it would undo this assignment unseen. */
async function touch(tx: TenantTx, scope: Scope, changed: { halqaId: string; staffId: string }[]) {
  if (changed.length === 0) return;
  const institutionId = scope.institution.id;
  const data = { updatedAt: new Date() };
  await tx.halqa.updateMany({
    where: { institutionId, id: { in: changed.map(({ halqaId }) => halqaId) } },
    data,
  });
  await tx.staff.updateMany({
    where: { institutionId, id: { in: changed.map(({ staffId }) => staffId) } },
    data,
  });
}

/** Gives halqas to one ustadh from today; whoever had them until now keeps the history. A halqa that is already
 *  theirs is left as it is. @returns how many changed hands */
export async function giveHalqas(
  tx: TenantTx,
  scope: Scope,
  { halqaIds, staffId }: { halqaIds: string[]; staffId: string },
): Promise<number> {
  const institutionId = scope.institution.id;
  const wanted = [...new Set(halqaIds)];
  const inService = await tx.staff.count({ where: { institutionId, id: staffId, status: 'ACTIVE' } });
  if (!inService) throw new AppError('NOT_FOUND', 'notFound', { field: 'staffId' });
  if ((await tx.halqa.count({ where: { institutionId, id: { in: wanted } } })) !== wanted.length)
    throw new AppError('NOT_FOUND', 'notFound', { field: 'halqaIds' });
  await endTeaching(tx, scope, { halqaId: { in: wanted }, staffId: { not: staffId } });
  const kept = await tx.halqaTeacher.findMany({
    where: { institutionId, toDate: null, staffId, halqaId: { in: wanted } },
    select: { halqaId: true },
  });
  const fresh = wanted.filter((halqaId) => !kept.some((row) => row.halqaId === halqaId));
  await tx.halqaTeacher.createMany({
    data: fresh.map((halqaId) => ({
      institutionId,
      id: v7(),
      halqaId,
      staffId,
      fromDate: toDbDate(scope.today),
    })),
  });
  await touch(
    tx,
    scope,
    fresh.map((halqaId) => ({ halqaId, staffId })),
  );
  return fresh.length;
}
