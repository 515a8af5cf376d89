import 'server-only';
import { v7 } from 'uuid';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { normaliseName } from '@/lib/core/name';
import { type CommitContext, type Due, type RowResult, targetOf } from '../commit/schema';
import type { StaffRecord } from './rules';

/** Saves one batch of asatidha with contacts and halqas. Nobody gains a sign-in by it. */
export async function saveAsatidha(
  tx: TenantTx,
  context: CommitContext,
  due: readonly Due<StaffRecord>[],
): Promise<RowResult[]> {
  const { institutionId, importId, now, today } = context;
  const base = { institutionId, createdAt: now, updatedAt: now };
  const rows = due.map((item) => {
    const target = targetOf(item);
    return { id: target ?? v7(), isNew: !target, record: item.parsed, row: item.checked.row };
  });
  const made = rows.filter(({ isNew }) => isNew);
  await tx.staff.createMany({
    data: made.map(({ id, record }) => ({
      ...base,
      importId,
      id,
      name: record.name,
      nativeName: record.nativeName,
      sortName: normaliseName(record.name),
      qualification: record.qualification,
      joinedOn: record.joinedOn && toDbDate(record.joinedOn),
    })),
  });
  await tx.staffContact.createMany({
    data: made.flatMap(({ id, record }) => {
      const phones = [record.phone, ...record.otherPhones].flatMap((value) =>
        value ? { kind: 'PHONE', value } : [],
      );
      const email = record.email ? [{ kind: 'EMAIL', value: record.email }] : [];
      return [...phones, ...email].map((contact) => ({ ...base, id: v7(), staffId: id, ...contact }));
    }),
  });
  const linked = await linkHalqas(tx, { institutionId, rows });
  await tx.halqaTeacher.createMany({
    data: linked.map(({ staffId, halqaId, joinedOn }) => {
      const fromDate = toDbDate(joinedOn && joinedOn < today ? joinedOn : today);
      return { ...base, importId, id: v7(), staffId, halqaId, fromDate };
    }),
  });
  const gained = new Set(linked.map(({ staffId }) => staffId));
  return rows.map(({ id, isNew, row }): RowResult => {
    const outcome = isNew ? 'CREATED' : gained.has(id) ? 'FILLED' : 'UNCHANGED';
    return { row, outcome, effects: { id } };
  });
}

type Row = { id: string; record: StaffRecord };

/** Pairs that do not stand yet: a halqa that an ustadh has already is not given to him twice, and none to one who has left. */
async function linkHalqas(
  tx: TenantTx,
  { institutionId, rows }: { institutionId: string; rows: readonly Row[] },
) {
  const standing = await tx.halqaTeacher.findMany({
    where: { institutionId, toDate: null, staffId: { in: rows.map(({ id }) => id) } },
    select: { staffId: true, halqaId: true },
  });
  const left = await tx.staff.findMany({
    where: { institutionId, status: 'LEFT', id: { in: rows.map(({ id }) => id) } },
    select: { id: true },
  });
  const gone = new Set(left.map(({ id }) => id));
  const there = new Set(standing.map(({ staffId, halqaId }) => `${staffId}|${halqaId}`));
  return rows
    .filter(({ id }) => !gone.has(id))
    .flatMap(({ id, record }) =>
      record.halqaIds.map((halqaId) => ({ staffId: id, halqaId, joinedOn: record.joinedOn })),
    )
    .filter(({ staffId, halqaId }) => !there.has(`${staffId}|${halqaId}`));
}
