import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { v7 } from 'uuid';
import type { JobEntrance, JobScope } from '@/lib/core/db/job-entrance';
import { appendAudit } from '@/lib/core/db/jobs';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { CONSENT_WORDING } from '@/lib/students/rules';
import { saveAsatidha } from '../asatidha/mutations';
import { judgeNow, loadStaged } from '../check/mutations';
import type { Mapping } from '../columns/rules';
import { saveDiary, settleStudents } from '../diary/mutations';
import { getHouse } from '../existing/queries';
import { firstCampus, saveHalqas } from '../halqas/mutations';
import type { Existing, Judged } from '../judge/rules';
import type { CheckedRow, Decision, Match, SilenceChoice } from '../schema';
import { goOn, orSetBack, takeUp } from '../setback/mutations';
import { guardianKey } from '../students/guardians';
import { forgetHealth } from '../students/health-mutations';
import { folded } from '../students/matching';
import { type StudentsState, saveStudents } from '../students/mutations';
import { answersOf, inOne, type SilenceAnswer, silenced } from '../students/silence';
import type { CommitContext, Due, RowResult } from './schema';

/** A batch is one transaction: it holds well inside the 30 s of a context and the 10 s of a unit of work. */
const BATCH = 500;
const SETTLED_AT_ONCE = 60;

type Plan = {
  context: CommitContext;
  judged: Judged;
  mapping: Mapping;
  existing: Existing;
  decisions: Map<number, Decision>;
  /** Of several whom a row resembles the one who is meant. */
  same: Map<number, string>;
  /** Whom nothing goes to, by guardian and row; rows that wait for an answer are not saved. */
  silences: Map<number, SilenceAnswer[]>;
  done: Set<number>;
};

/**
 * The job behind «Save»: judges the staged rows against what is there now, then saves them batch by batch, each with a
 * context of its own. A second run after a fault goes on where the first stopped: finished rows carry their outcome,
 * and what was saved is found again as already there.
 */
export function commitImport(job: JobEntrance): Promise<void> {
  return orSetBack(job, () => save(job));
}

async function save(job: JobEntrance): Promise<void> {
  const id = job.ids.importId ?? '';
  const first = await job.enter();
  const plan = await inTenant(first, (tx) => makePlan(tx, first, id));
  if (!plan) return;
  const touched = await saveAll(job, plan);
  for (let start = 0; start < touched.length; start += SETTLED_AT_ONCE) {
    const some = touched.slice(start, start + SETTLED_AT_ONCE);
    await inTenant(await job.enter(), (tx) => settleStudents(tx, plan.context, some));
  }
  const last = await job.enter();
  await inTenant(last, async (tx) => {
    const now = new Date();
    const { institutionId } = last;
    await goOn(
      tx,
      { institutionId, id, state: 'COMMITTING' },
      { state: 'DONE', committedAt: now, updatedAt: now },
    );
    await tx.importRow.updateMany({
      where: { institutionId, importId: id, verdict: 'REVIEW', decision: 'SKIP' },
      data: { outcome: 'SKIPPED', updatedAt: now },
    });
    const { kind, rows } = plan.judged;
    if (kind === 'STUDENTS') await forgetHealth(tx, { institutionId, importId: id, mapping: plan.mapping });
    const detail = {
      importKind: kind,
      rows: rows.length,
      ...(kind === 'STUDENTS' && { consent: CONSENT_WORDING }),
    };
    await appendAudit(tx, { action: 'imports.committed', subject: 'import', subjectId: id, detail }, v7());
  });
}

/** What a person is asked; null: nothing. The holder of a number may have been saved by a row further up since: the same
 *  person still. */
function questionOf(match: Match): object | null {
  if (match.kind !== 'REVIEW') return null;
  const { same: _, ...question } = match;
  if (match.about !== 'guardian') return question;
  return { ...match, candidates: match.candidates.map(({ id: _, ...holder }) => holder) };
}

/** What was added to the register since the look may have made a row a question, or its answer one to another question:
 *  nothing is saved by it, and the office reads why. Rows that are saved already, and answers about silence, stand. */
async function restate(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
  judged: Judged,
): Promise<void> {
  const shown = await tx.importRow.findMany({
    where: { institutionId, importId: id, outcome: null },
    select: { rowNo: true, verdict: true, match: true },
  });
  const shownAt = new Map(shown.map((row) => [row.rowNo, row]));
  const changed = judged.rows.flatMap(({ row, ...said }) => {
    const was = shownAt.get(row);
    if (!was) return [];
    const stands = isDeepStrictEqual(questionOf(was.match as Match), questionOf(said.match));
    return was.verdict === said.verdict && stands ? [] : [{ row_no: row, ...said, stands }];
  });
  if (changed.length === 0) return;
  await tx.$executeRaw`
    UPDATE import_rows old SET parsed = r.parsed, verdict = r.verdict, issues = r.issues, match = CASE WHEN r.stands THEN old.match ELSE r.match END, updated_at = now(),
      decision = CASE WHEN r.stands THEN old.decision END
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      AS r(row_no int, parsed jsonb, verdict text, issues jsonb, match jsonb, stands boolean)
    WHERE old.institution_id = ${institutionId}::uuid AND old.import_id = ${id}::uuid AND old.row_no = r.row_no`;
}

async function makePlan(tx: TenantTx, scope: JobScope, id: string): Promise<Plan | null> {
  const { institutionId, userId } = scope;
  if (!(await takeUp(tx, { institutionId, id, state: 'COMMITTING' }))) return null;
  const now = new Date();
  const house = await getHouse(tx, institutionId, now);
  const staged = await loadStaged(tx, institutionId, id);
  const columns = { header: staged.header, mapping: staged.columns.mapping ?? [] };
  const { judged, existing } = await judgeNow(tx, { ...staged, columns, house, institutionId });
  await restate(tx, { institutionId, id }, judged);
  const settled = await tx.importRow.findMany({
    where: {
      institutionId,
      importId: id,
      OR: [{ decision: { not: null } }, { silence: { not: null } }, { outcome: { not: null } }],
    },
    select: { rowNo: true, decision: true, match: true, silence: true, outcome: true },
  });
  const given = new Map(settled.map((row) => [row.rowNo, row]));
  return {
    judged,
    mapping: columns.mapping,
    existing,
    silences: silencesOf(judged, given),
    decisions: new Map(
      settled.flatMap(({ rowNo, decision }) => (decision ? [[rowNo, decision as Decision]] : [])),
    ),
    same: new Map(
      settled.flatMap(({ rowNo, match }) => {
        const said = match as Match | null;
        return said?.kind === 'REVIEW' && said.same ? [[rowNo, said.same]] : [];
      }),
    ),
    done: new Set(settled.flatMap(({ rowNo, outcome }) => (outcome ? [rowNo] : []))),
    context: {
      institutionId,
      userId,
      now,
      importId: id,
      today: house.today,
      layout: house.layout,
      institutionName: house.name,
      consentWording: CONSENT_WORDING,
    },
  };
}

/** The lists of decisions are closed by the schemas that wrote them. */
function silencesOf(
  judged: Judged,
  given: ReadonlyMap<number, { decision: string | null; silence: string | null }>,
): Plan['silences'] {
  if (judged.kind !== 'STUDENTS') return new Map();
  const rows = judged.rows.map(({ row, match, parsed }) => {
    const { decision = null, silence = null } = given.get(row) ?? {};
    return {
      row,
      match,
      wishes: (parsed?.guardians ?? []).map((guardian) => guardian.wishes),
      decision: decision as Decision | null,
      silence: silence as SilenceChoice | null,
    };
  });
  return answersOf(rows);
}

/** Rows to save: judged good, decided where there was a question, not saved by an earlier run. */
function dueOf<T>(rows: readonly CheckedRow<T>[], { decisions, same, silences, done }: Plan): Due<T>[] {
  return rows.flatMap((checked) => {
    const { row, verdict, parsed, match } = checked;
    const decision = decisions.get(row) ?? null;
    if (!parsed || verdict === 'REFUSED' || done.has(row)) return [];
    if (match.kind === 'REVIEW' && (decision === null || decision === 'SKIP')) return [];
    if (inOne(silences.get(row) ?? []) === 'OPEN') return [];
    const meant = same.get(row);
    if (match.kind !== 'REVIEW' || !meant) return [{ checked, parsed, decision }];
    return [{ checked: { ...checked, match: { ...match, same: meant } }, parsed, decision }];
  });
}

async function inBatches<T>(
  job: JobEntrance,
  { context }: Plan,
  due: readonly Due<T>[],
  save: (tx: TenantTx, batch: readonly Due<T>[]) => Promise<RowResult[]>,
): Promise<void> {
  for (let start = 0; start < due.length; start += BATCH) {
    const batch = due.slice(start, start + BATCH);
    await inTenant(await job.enter(), async (tx) => {
      // Foreign keys are checked by plans that a connection keeps. Those made while a table was empty read it from end
      // to end for every row that refers to it: five thousand children took five times as long.
      await tx.$executeRaw`DISCARD PLANS`;
      await goOn(
        tx,
        { institutionId: context.institutionId, id: context.importId, state: 'COMMITTING' },
        { doneRows: start + batch.length },
      );
      await storeResults(tx, context, await save(tx, batch));
    });
  }
}

/** Saves everything that is due. @returns the students whose progress has to be worked out anew */
async function saveAll(job: JobEntrance, plan: Plan): Promise<string[]> {
  const { judged, existing, context } = plan;
  const { institutionId } = context;
  if (judged.kind === 'HALQAS') {
    await inBatches(job, plan, dueOf(judged.rows, plan), (tx, batch) => saveHalqas(tx, context, batch));
    return [];
  }
  if (judged.kind === 'ASATIDHA') {
    await inBatches(job, plan, dueOf(judged.rows, plan), (tx, batch) => saveAsatidha(tx, context, batch));
    return [];
  }
  if (judged.kind === 'STUDENTS' && existing.kind === 'STUDENTS') {
    const state: StudentsState = {
      guardians: {
        known: new Map(
          existing.guardians.flatMap((guardian) =>
            guardian.phones.flatMap((phone) =>
              folded(guardian).map((name) => [guardianKey(phone, name), guardian.id] as const),
            ),
          ),
        ),
        made: new Map(),
      },
      campusOfHalqa: new Map(existing.halqas.map(({ id, campusId }) => [id, campusId])),
      campusId: await inTenant(await job.enter(), (tx) => firstCampus(tx, context)),
    };
    const due = dueOf(judged.rows, plan).map(({ parsed, ...item }) => ({
      ...item,
      parsed: silenced(parsed, plan.silences.get(item.checked.row) ?? []),
    }));
    await inBatches(job, plan, due, (tx, batch) => saveStudents(tx, context, state, batch));
    return [];
  }
  if (judged.kind !== 'DIARY') return [];
  const due = dueOf(judged.rows, plan);
  const students = await inTenant(await job.enter(), (tx) =>
    tx.student.findMany({ where: { institutionId }, select: { id: true, campusId: true } }),
  );
  const campusOfStudent = new Map(students.map(({ id, campusId }) => [id, campusId]));
  await inBatches(job, plan, due, (tx, batch) => saveDiary(tx, context, { due: batch, campusOfStudent }));
  // Also of rows that an earlier run saved: their children were not settled then.
  return [...new Set(judged.rows.flatMap(({ parsed }) => parsed?.studentId ?? []))];
}

async function storeResults(
  tx: TenantTx,
  context: CommitContext,
  results: readonly RowResult[],
): Promise<void> {
  const rows = results.map(({ row, outcome, effects }) => ({ row_no: row, outcome, effects }));
  await tx.$executeRaw`
    UPDATE import_rows i SET outcome = r.outcome, effects = r.effects, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(row_no int, outcome text, effects jsonb)
    WHERE i.institution_id = ${context.institutionId}::uuid AND i.import_id = ${context.importId}::uuid AND i.row_no = r.row_no`;
}
