import 'server-only';
import { v7 } from 'uuid';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { insertRows } from '@/lib/core/db/insert-rows';
import type { TenantTx } from '@/lib/core/db/tenant';
import { type Direction, placementFromHistory } from '@/lib/lessons/rules';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzSchemeOf, MUSHAF_LAYOUTS } from '@/lib/quran/mushaf';
import { portionsFromFlat, toFlat } from '@/lib/quran/range-set';
import { type CommitContext, type Due, type RowResult, stampOf, targetOf } from '../commit/schema';
import { groupBy } from '../rules';
import type { DiaryRecord } from './rules';

/** Saves one batch of a diary as history: attendance and lessons, each once per child, day, session and kind. */
export async function saveDiary(
  tx: TenantTx,
  context: CommitContext,
  {
    due,
    campusOfStudent,
  }: { due: readonly Due<DiaryRecord>[]; campusOfStudent: ReadonlyMap<string, string> },
): Promise<RowResult[]> {
  const { import_id, ...base } = stampOf(context);
  const recorded = { ...base, import_id, recorded_by: context.userId };
  const fresh = due
    .filter((item) => !targetOf(item))
    .map(({ parsed, checked }) => {
      const { studentId, halqaId, session, date } = parsed;
      const day = { halqa_id: halqaId, campus_id: campusOfStudent.get(studentId), date, session };
      return { id: v7(), row: checked.row, record: parsed, day };
    });
  await insertRows(
    tx,
    'attendance',
    fresh.map(({ id, day, record: { studentId, status, reason, remark } }) => ({
      ...recorded,
      ...day,
      id,
      student_id: studentId,
      status,
      reason,
      note: remark,
    })),
  );
  await insertRows(
    tx,
    'lessons',
    fresh.flatMap(({ day, record }) =>
      record.lessons.map(({ range, enteredAs, lahnJali, lahnKhafi, ...lesson }) => ({
        ...recorded,
        ...day,
        ...lesson,
        id: v7(),
        student_id: record.studentId,
        portions: range,
        entered_as: enteredAs,
        lahn_jali: lahnJali,
        lahn_khafi: lahnKhafi,
        listener: 'TEACHER',
      })),
    ),
  );
  // A day of history is over: it must not stand open before the ustadh.
  const sessions = new Map(fresh.map(({ day }) => [`${day.halqa_id}|${day.date}|${day.session}`, day]));
  const finished = { finished_at: base.created_at, finished_by: context.userId };
  await insertRows(
    tx,
    'halqa_sessions',
    [...sessions.values()].map((day) => ({ ...base, ...day, ...finished, id: v7() })),
  );
  return due.map((item): RowResult => {
    const own = fresh.find(({ row }) => row === item.checked.row);
    const row = item.checked.row;
    return own
      ? { row, outcome: 'CREATED', effects: { id: own.id } }
      : { row, outcome: 'UNCHANGED', effects: {} };
  });
}

/**
 * After the last batch: children without a placement are placed by what the register shows they held before it began,
 * and the progress of all is worked out anew. `studentIds`: some tens at a time.
 */
export async function settleStudents(
  tx: TenantTx,
  { institutionId, importId, layout, now, today }: CommitContext,
  studentIds: readonly string[],
): Promise<void> {
  const students = await tx.student.findMany({
    where: { institutionId, id: { in: [...studentIds] }, programme: 'HIFZ', placements: { none: {} } },
    select: { id: true, campusId: true, direction: true, startJuz: true, mushaf: true },
  });
  const lessons = await tx.lesson.findMany({
    where: { institutionId, studentId: { in: students.map(({ id }) => id) } },
    select: { studentId: true, date: true, kind: true, portions: true, grade: true },
    orderBy: { date: 'asc' },
  });
  const lessonsOf = groupBy(lessons, ({ studentId }) => studentId);
  const rows = students.flatMap(({ id, campusId, mushaf, direction, startJuz }) => {
    const own = lessonsOf.get(id) ?? [];
    const first = own[0];
    if (!first) return [];
    const of = (sabaq: boolean) =>
      own
        .filter(({ kind }) => (kind === 'SABAQ') === sabaq)
        .flatMap(({ portions }) => portionsFromFlat(portions));
    const scheme = juzSchemeOf(MUSHAF_LAYOUTS.find((known) => known === mushaf) ?? layout);
    const held = placementFromHistory({
      startJuz,
      direction: direction as Direction,
      sabaq: of(true),
      recited: of(false),
      scheme,
    });
    if (held.length === 0) return [];
    const placedOn = toDbDate(fromDbDate(first.date));
    const base = { institutionId, importId, createdAt: now, updatedAt: now };
    return {
      ...base,
      id: v7(),
      studentId: id,
      campusId,
      portions: toFlat(held),
      source: 'REGISTER',
      placedOn,
    };
  });
  await tx.placement.createMany({ data: rows });
  await refreshProgress(tx, { institutionId, studentIds, today });
}
