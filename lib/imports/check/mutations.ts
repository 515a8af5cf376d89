import 'server-only';
import { v7 } from 'uuid';
import type { SheetRow, Table } from '@/lib/adapters/sheet/port';
import { readSheet } from '@/lib/adapters/sheet/read';
import type { JobEntrance, JobScope } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { guessKind, type Mapping, missingFields, recogniseColumns } from '../columns/rules';
import { spanOf } from '../diary/rules';
import { getHouse, type House, loadExisting } from '../existing/queries';
import { type Existing, type Judged, judge } from '../judge/rules';
import type { Columns } from '../rules';
import { countVerdicts } from '../rules';
import {
  type CheckedRow,
  columnsSchema,
  type ImportKind,
  importKindSchema,
  type StoredColumns,
} from '../schema';

/** Rows written at once; a batch is a transaction of its own, well inside the 30 s of a context. */
const BATCH = 1000;

type Staged = { kind: ImportKind; columns: StoredColumns; header: string[]; rows: SheetRow[] };

async function getImport(tx: TenantTx, institutionId: string, id: string) {
  const found = await tx.import.findFirst({ where: { institutionId, id } });
  if (!found) throw new AppError('NOT_FOUND', 'notFound');
  return found;
}

/** The rows of an import as they were staged, with the header and what its columns mean. */
export async function loadStaged(tx: TenantTx, institutionId: string, id: string): Promise<Staged> {
  const found = await getImport(tx, institutionId, id);
  const rows = await tx.importRow.findMany({
    where: { institutionId, importId: id },
    select: { rowNo: true, cells: true },
    orderBy: { rowNo: 'asc' },
  });
  return {
    kind: importKindSchema.parse(found.kind),
    columns: columnsSchema.parse(found.columns),
    header: found.header as string[],
    rows: rows.map(({ rowNo, cells }) => ({ row: rowNo, cells: cells as string[] })),
  };
}

/** Rows judged against what is there at this moment. */
export async function judgeNow(
  tx: TenantTx,
  {
    kind,
    rows,
    columns,
    house,
    institutionId,
  }: {
    kind: ImportKind;
    rows: readonly SheetRow[];
    columns: Columns;
    house: House;
    institutionId: string;
  },
): Promise<{ judged: Judged; existing: Existing }> {
  const span = kind === 'DIARY' ? spanOf(rows, columns, house.today) : null;
  const existing = await loadExisting(tx, { kind, institutionId, house, span });
  return { judged: judge(rows, columns, existing), existing };
}

/** Writes verdicts; a decision stands only while it answers the same question. */
async function storeRows(
  tx: TenantTx,
  scope: JobScope,
  importId: string,
  batch: { cells: string[]; checked: CheckedRow<unknown> }[],
): Promise<void> {
  const rows = batch.map(({ cells, checked: { row, parsed, verdict, issues, match } }) => {
    return { id: v7(), row_no: row, cells, parsed, verdict, issues, match };
  });
  await tx.$executeRaw`
    INSERT INTO import_rows AS old (institution_id, id, import_id, row_no, cells, parsed, verdict, issues, match)
    SELECT ${scope.institutionId}::uuid, r.id, ${importId}::uuid, r.row_no, r.cells, r.parsed, r.verdict, r.issues, r.match
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, row_no int, cells jsonb, parsed jsonb, verdict text, issues jsonb, match jsonb)
    ON CONFLICT (institution_id, import_id, row_no) DO UPDATE SET
      parsed = excluded.parsed, verdict = excluded.verdict, issues = excluded.issues, match = excluded.match,
      decision = CASE WHEN old.match IS DISTINCT FROM excluded.match THEN NULL ELSE old.decision END,
      silence = CASE WHEN (old.parsed->'silence', old.parsed->'note', old.parsed->'health')
        IS DISTINCT FROM (excluded.parsed->'silence', excluded.parsed->'note', excluded.parsed->'health')
        THEN NULL ELSE old.silence END,
      updated_at = now()`;
}

/**
 * The job behind «Check»: reads the file if it is still there, recognises kind and columns, judges every row and
 * stages it. Runs again after a correction of the columns. Each batch enters anew and shows in `doneRows`.
 */
export async function checkImport(job: JobEntrance): Promise<void> {
  const id = job.ids.importId ?? '';
  const first = await job.enter();
  const source = await inTenant(first, async (tx) => {
    const found = await getImport(tx, first.institutionId, id);
    if (!['UPLOADED', 'CHECKING', 'READY', 'FAILED'].includes(found.state)) return null;
    const file = await tx.importFile.findFirst({
      where: { institutionId: first.institutionId, importId: id },
    });
    await update(tx, first, id, { state: 'CHECKING', doneRows: 0 });
    return { found, file };
  });
  if (!source) return;
  try {
    await (source.file ? checkFile(job, id, source.file.content) : checkAgain(job, id));
  } catch (error) {
    const scope = await job.enter();
    await inTenant(scope, (tx) => fail(tx, scope, id, { code: 'unexpected', params: {} }));
    throw error;
  }
}

async function checkFile(job: JobEntrance, id: string, content: Uint8Array): Promise<void> {
  const before = await job.enter();
  const { found, house } = await inTenant(before, async (tx) => ({
    found: await getImport(tx, before.institutionId, id),
    house: await getHouse(tx, before.institutionId, new Date()),
  }));
  const wish = columnsSchema.parse(found.columns);
  const result = await readSheet(
    found.format === 'paste'
      ? { text: Buffer.from(content).toString('utf8') }
      : { bytes: content, ...(wish.encoding && { encoding: wish.encoding }) },
  );
  const scope = await job.enter();
  if (!result.ok) return inTenant(scope, (tx) => fail(tx, scope, id, result.fault));
  const { table } = result;
  const guessed = wish.chosen ? importKindSchema.parse(found.kind) : guessKind(table.header);
  const kind = guessed ?? importKindSchema.parse(found.kind);
  const mapping = recogniseColumns(kind, table.header).mapping;
  const staged = {
    kind,
    header: table.header,
    columns: { ...wish, mapping, sure: guessed !== null },
    rows: table.rows,
  };
  await stage(job, id, staged, house, table);
}

async function checkAgain(job: JobEntrance, id: string): Promise<void> {
  const scope = await job.enter();
  const [staged, house] = await inTenant(
    scope,
    async (tx) =>
      [
        await loadStaged(tx, scope.institutionId, id),
        await getHouse(tx, scope.institutionId, new Date()),
      ] as const,
  );
  await stage(job, id, staged, house, null);
}

async function stage(
  job: JobEntrance,
  id: string,
  staged: Staged,
  house: House,
  table: Table | null,
): Promise<void> {
  const { kind, header, rows, columns } = staged;
  const mapping: Mapping = columns.mapping ?? [];
  const before = await job.enter();
  const { judged } = await inTenant(before, async (tx) => {
    await update(tx, before, id, {
      kind,
      header,
      columns,
      totalRows: rows.length,
      ...(table && formOf(table)),
    });
    return judgeNow(tx, {
      kind,
      rows,
      columns: { header, mapping },
      house,
      institutionId: before.institutionId,
    });
  });
  for (let start = 0; start < rows.length; start += BATCH) {
    const scope = await job.enter();
    const batch = judged.rows.slice(start, start + BATCH).map((checked, i) => ({
      cells: rows[start + i]!.cells,
      checked,
    }));
    await inTenant(scope, async (tx) => {
      await storeRows(tx, scope, id, batch);
      await update(tx, scope, id, { doneRows: start + batch.length });
    });
  }
  const scope = await job.enter();
  await inTenant(scope, async (tx) => {
    const unsure = !columns.sure || missingFields(kind, mapping).length > 0;
    await update(tx, scope, id, { state: 'READY', counts: { ...countVerdicts(judged.rows), unsure } });
    await tx.importFile.deleteMany({ where: { institutionId: scope.institutionId, importId: id } });
  });
}

function formOf(table: Table) {
  return { format: table.format, encoding: table.encoding };
}

type Change = Parameters<TenantTx['import']['updateMany']>[0]['data'];

async function update(tx: TenantTx, scope: JobScope, id: string, data: Change): Promise<void> {
  await tx.import.updateMany({
    where: { institutionId: scope.institutionId, id },
    data: { ...data, updatedAt: new Date() },
  });
}

async function fail(
  tx: TenantTx,
  scope: JobScope,
  id: string,
  problem: { code: string; params: object },
): Promise<void> {
  await update(tx, scope, id, { state: 'FAILED', problem });
}
