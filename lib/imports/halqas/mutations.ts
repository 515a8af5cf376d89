import 'server-only';
import { v7 } from 'uuid';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { normaliseName } from '@/lib/core/name';
import { type CommitContext, type Due, type RowResult, targetOf } from '../commit/schema';
import type { HalqaRecord } from './rules';

const SEATS = 25;

/** The campus for those who name none: the first, or one in the institution's own name. @returns its id */
export async function firstCampus(tx: TenantTx, context: CommitContext): Promise<string> {
  const { institutionId, institutionName } = context;
  const first = await tx.campus.findFirst({
    where: { institutionId },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  if (first) return first.id;
  const made = await makeCampuses(tx, context, [institutionName]);
  return made.get(normaliseName(institutionName))!;
}

/** @returns ids by folded name */
async function makeCampuses(
  tx: TenantTx,
  { institutionId, importId, now }: CommitContext,
  names: readonly string[],
): Promise<Map<string, string>> {
  const wanted = new Map(names.map((name) => [normaliseName(name), name]));
  const base = { institutionId, importId, createdAt: now, updatedAt: now };
  await tx.campus.createMany({
    skipDuplicates: true,
    data: [...wanted].map(([sortName, name]) => ({ ...base, id: v7(), name, sortName })),
  });
  const rows = await tx.campus.findMany({
    where: { institutionId, sortName: { in: [...wanted.keys()] } },
    select: { id: true, sortName: true },
  });
  return new Map(rows.map(({ id, sortName }) => [sortName, id]));
}

/** Saves one batch of halqas with their campuses; a halqa that is there keeps everything it has. */
export async function saveHalqas(
  tx: TenantTx,
  context: CommitContext,
  due: readonly Due<HalqaRecord>[],
): Promise<RowResult[]> {
  const { institutionId, importId, now, today } = context;
  const base = { institutionId, importId, createdAt: now, updatedAt: now };
  const fresh = due.filter((item) => !targetOf(item));
  const campuses = await makeCampuses(
    tx,
    context,
    fresh.flatMap(({ parsed }) => parsed.campusName ?? []),
  );
  const needsCampus = fresh.some(({ parsed }) => !parsed.campusId && !parsed.campusName);
  const otherwise = needsCampus ? await firstCampus(tx, context) : '';
  const made = fresh.map(({ parsed, checked }) => {
    const campusId =
      parsed.campusId ?? (parsed.campusName ? campuses.get(normaliseName(parsed.campusName))! : otherwise);
    return { id: v7(), row: checked.row, campusId, record: parsed };
  });
  await tx.halqa.createMany({
    data: made.map(({ id, campusId, record }) => ({
      ...base,
      id,
      campusId,
      name: record.name,
      nativeName: record.nativeName,
      sortName: normaliseName(record.name),
      programme: record.programme,
      sessions: record.sessions,
      capacity: Math.max(1, record.capacity ?? SEATS),
    })),
  });
  await tx.halqaTeacher.createMany({
    data: made.flatMap(({ id, record }) =>
      record.staffId
        ? { ...base, id: v7(), halqaId: id, staffId: record.staffId, fromDate: toDbDate(today) }
        : [],
    ),
  });
  return due.map((item): RowResult => {
    const own = made.find(({ row }) => row === item.checked.row);
    const row = item.checked.row;
    return own
      ? { row, outcome: 'CREATED', effects: { id: own.id } }
      : { row, outcome: 'UNCHANGED', effects: { id: targetOf(item)! } };
  });
}
