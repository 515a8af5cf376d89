import 'server-only';
import { v7 } from 'uuid';
import { insertRows } from '@/lib/core/db/insert-rows';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords, normaliseName } from '@/lib/core/name';
import type { LocalDate } from '@/lib/core/time';
import { refreshProgress } from '@/lib/progress/mutations';
import { toFlat, WHOLE } from '@/lib/quran/range-set';
import { sealHealth } from '@/lib/students/health/mutations';
import { type CommitContext, type Due, type RowResult, stampOf, targetOf } from '../commit/schema';
import { type Guardians, saveGuardians } from './guardian-mutations';
import { settleGuardians } from './guardians';
import { BLANKS } from './matching';
import type { StudentRecord } from './rules';

const CONSENT = 'ENROLMENT';

/** What a commit of students carries from batch to batch. */
export type StudentsState = { guardians: Guardians; campusOfHalqa: Map<string, string>; campusId: string };

type New = { id: string; campusId: string; record: StudentRecord; row: number };

/** Saves one batch: new children with guardians, enrolment, consent; blanks of those who are there. */
export async function saveStudents(
  tx: TenantTx,
  context: CommitContext,
  state: StudentsState,
  due: readonly Due<StudentRecord>[],
): Promise<RowResult[]> {
  const fresh: New[] = [];
  const known: { id: string; record: StudentRecord; row: number }[] = [];
  for (const item of due) {
    const { parsed: record, checked } = item;
    const target = targetOf(item);
    if (target) known.push({ id: target, record, row: checked.row });
    else {
      const campusId = (record.halqaId && state.campusOfHalqa.get(record.halqaId)) || state.campusId;
      const guardians = settleGuardians(record.guardians, item);
      fresh.push({ id: v7(), campusId, record: { ...record, guardians }, row: checked.row });
    }
  }
  await createStudents(tx, context, state, fresh);
  const filled = await fillBlanks(tx, context, known);
  return [
    ...fresh.map(({ id, row }): RowResult => ({ row, outcome: 'CREATED', effects: { id } })),
    ...filled,
  ];
}

async function createStudents(
  tx: TenantTx,
  context: CommitContext,
  state: StudentsState,
  fresh: readonly New[],
): Promise<void> {
  const { institutionId, today } = context;
  const made = stampOf(context);
  const owned = ({ id, campusId }: New) => ({ ...made, id: v7(), student_id: id, campus_id: campusId });
  await insertRows(
    tx,
    'students',
    fresh.map((item) => studentRow(item, made, today)),
  );
  await insertRows(
    tx,
    'student_words',
    fresh.flatMap((item) => {
      const { import_id: _, ...row } = owned(item);
      const { name, nativeName, rollNo } = item.record;
      return nameWords(name, nativeName, rollNo).map((word) => ({ ...row, id: v7(), word }));
    }),
  );
  await insertRows(
    tx,
    'enrolments',
    fresh.flatMap((item) => {
      const { halqaId, programme, admittedOn } = item.record;
      const row = { ...owned(item), halqa_id: halqaId, programme, from_date: admittedOn ?? today };
      return halqaId ? row : [];
    }),
  );
  const consent = { kind: CONSENT, wording: context.consentWording, attested_by: context.userId };
  await insertRows(
    tx,
    'consents',
    fresh.map((item) => ({ ...owned(item), ...consent })),
  );
  const notes = fresh.flatMap((item) => {
    const { note, health } = item.record;
    const remark = note ? [{ ...owned(item), kind: 'REMARK', body: note }] : [];
    return health ? [...remark, { ...owned(item), kind: 'HEALTH', body: health }] : remark;
  });
  const sealed = notes.map(async (row) =>
    row.kind === 'HEALTH'
      ? { ...row, body: await sealHealth({ institutionId, noteId: row.id }, row.body) }
      : row,
  );
  await insertRows(tx, 'student_notes', await Promise.all(sealed));
  // Who is in Girdaan has finished: the whole is held, or there would be nothing to revise.
  const finished = fresh.filter(({ record }) => record.programme === 'GIRDAAN');
  const whole = { portions: toFlat(WHOLE), source: 'ENROLMENT' };
  await insertRows(
    tx,
    'placements',
    finished.map((item) => ({ ...owned(item), ...whole, placed_on: item.record.admittedOn ?? today })),
  );
  await saveGuardians(tx, context, state.guardians, fresh);
  await refreshProgress(tx, { institutionId, studentIds: fresh.map(({ id }) => id), today });
}

function studentRow({ id, campusId, record }: New, made: object, today: LocalDate) {
  return {
    ...made,
    id,
    campus_id: campusId,
    halqa_id: record.halqaId,
    programme: record.programme,
    roll_no: record.rollNo,
    name: record.name,
    native_name: record.nativeName,
    sort_name: normaliseName(record.name),
    born_on: record.bornOn,
    gender: record.gender,
    direction: record.direction ?? 'BACKWARD',
    start_juz: record.startJuz ?? 30,
    admitted_on: record.admittedOn ?? today,
  };
}

/** A child that is there keeps what is written; only what was never filled is taken from the file. */
async function fillBlanks(
  tx: TenantTx,
  context: CommitContext,
  known: readonly { id: string; record: StudentRecord; row: number }[],
): Promise<RowResult[]> {
  const { institutionId, now } = context;
  const found = await tx.student.findMany({
    where: { institutionId, id: { in: known.map(({ id }) => id) } },
    select: { id: true, campusId: true, nativeName: true, bornOn: true, gender: true },
  });
  const byId = new Map(found.map((student) => [student.id, student]));
  const rows = known.map(({ id, record, row }) => {
    const blank = (field: (typeof BLANKS)[number]) =>
      byId.get(id)?.[field] === null && record[field] ? { [field]: record[field] } : {};
    return {
      id,
      row,
      filled: Object.assign({}, ...BLANKS.map(blank)) as Record<string, string>,
    };
  });
  const changed = rows.filter(({ filled }) => Object.keys(filled).length > 0);
  if (changed.length > 0) {
    const values = changed.map(({ id, filled }) => ({ id, ...filled }));
    await tx.$executeRaw`
      UPDATE students s SET
        native_name = coalesce(s.native_name, r."nativeName"), born_on = coalesce(s.born_on, r."bornOn"),
        gender = coalesce(s.gender, r.gender), updated_at = ${now}
      FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id uuid, "nativeName" text, "bornOn" date, gender text)
      WHERE s.institution_id = ${institutionId}::uuid AND s.id = r.id`;
    const { import_id: _, ...made } = stampOf(context);
    await insertRows(
      tx,
      'student_words',
      changed.flatMap(({ id, filled }) =>
        nameWords(filled.nativeName).map((word) => {
          const campus_id = byId.get(id)?.campusId;
          return { ...made, id: v7(), student_id: id, campus_id, word };
        }),
      ),
    );
  }
  return rows.map(({ id, row, filled }): RowResult => {
    const any = Object.keys(filled).length > 0;
    return { row, outcome: any ? 'FILLED' : 'UNCHANGED', effects: any ? { id, filled } : { id } };
  });
}
