import 'server-only';
import { v7 } from 'uuid';
import type { Encoding } from '@/lib/adapters/sheet/port';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import { sqlNull } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { missingFields, recogniseColumns } from './columns/rules';
import { fieldNames } from './columns/schema';
import { answersTo, isBroken, mayUndo } from './rules';
import { columnsSchema, decisionSchema, type ImportKind, importKindSchema, type Match } from './schema';

type NewImport = {
  id: string;
  /** Null: the header of the file decides. */
  kind: ImportKind | null;
  fileName: string;
  content: Uint8Array<ArrayBuffer>;
  pasted: boolean;
};

/** Keeps the bytes and asks for their reading; nothing of the register changes. The same id again changes nothing. */
export async function startImport(tx: TenantTx, scope: Scope, input: NewImport): Promise<void> {
  const institutionId = scope.institution.id;
  const { count } = await tx.import.createMany({
    skipDuplicates: true,
    data: {
      institutionId,
      id: input.id,
      kind: input.kind ?? 'STUDENTS',
      fileName: input.fileName,
      format: input.pasted ? 'paste' : null,
      columns: { chosen: input.kind !== null },
      requestedBy: scope.userId,
    },
  });
  if (count === 0) return;
  await tx.importFile.create({
    data: { institutionId, id: v7(), importId: input.id, content: input.content },
  });
  await ask(tx, 'imports.check', input.id);
}

async function ask(tx: TenantTx, task: 'imports.check' | 'imports.commit' | 'imports.undo', id: string) {
  await enqueue(tx, task, { ids: { importId: id }, key: id });
}

/** An import of the institution, while it stands in one of these states. */
export async function getIn(tx: TenantTx, scope: Scope, id: string, states: readonly string[]) {
  const found = await tx.import.findFirst({ where: { institutionId: scope.institution.id, id } });
  if (!found) throw new AppError('NOT_FOUND', 'notFound');
  if (!states.includes(found.state)) throw new AppError('CONFLICT', 'importMoved');
  return found;
}

/** Moves an import on; only from the state it was read in, so that two clicks are one. */
async function move(
  tx: TenantTx,
  scope: Scope,
  {
    id,
    from,
    data,
  }: { id: string; from: string; data: Parameters<TenantTx['import']['updateMany']>[0]['data'] },
): Promise<void> {
  const { count } = await tx.import.updateMany({
    where: { institutionId: scope.institution.id, id, state: from },
    data: { ...data, updatedAt: scope.now },
  });
  if (count === 0) throw new AppError('CONFLICT', 'importMoved');
}

/** The answer to «how was this file written»: reads the bytes again. */
export async function chooseEncoding(
  tx: TenantTx,
  scope: Scope,
  id: string,
  encoding: Encoding,
): Promise<void> {
  const found = await getIn(tx, scope, id, ['FAILED']);
  const columns = { ...columnsSchema.parse(found.columns), encoding };
  await move(tx, scope, { id, from: 'FAILED', data: { state: 'UPLOADED', columns } });
  await ask(tx, 'imports.check', id);
}

/** A correction of the kind or of the columns. Another kind is recognised afresh; every row is judged again. */
export async function correctColumns(
  tx: TenantTx,
  scope: Scope,
  { id, kind, fields }: { id: string; kind: ImportKind; fields: (string | null)[] },
): Promise<void> {
  const found = await getIn(tx, scope, id, ['READY']);
  const header = found.header as string[];
  const known = new Set(fieldNames(kind));
  const same = kind === importKindSchema.parse(found.kind);
  const mapping = same
    ? header.map((_, i) => (known.has(fields[i] ?? '') ? fields[i]! : null))
    : recogniseColumns(kind, header).mapping;
  const chosen = mapping.filter((field) => field !== null);
  const twice = chosen.find((field, i) => chosen.indexOf(field) !== i);
  if (twice)
    throw new AppError('INVALID', 'columnTwice', { field: `columns[${mapping.lastIndexOf(twice)}]` });
  const columns = { ...columnsSchema.parse(found.columns), chosen: true, sure: true, mapping };
  await move(tx, scope, { id, from: 'READY', data: { state: 'CHECKING', kind, columns, doneRows: 0 } });
  await ask(tx, 'imports.check', id);
}

/** The office's answer to an unsure match. @param decision of several whom the row resembles the id of the one it is */
export async function decideRow(
  tx: TenantTx,
  scope: Scope,
  { id, row, decision }: { id: string; row: number; decision: string },
): Promise<void> {
  await getIn(tx, scope, id, ['READY']);
  const where = { institutionId: scope.institution.id, importId: id, rowNo: row, verdict: 'REVIEW' };
  const found = await tx.importRow.findFirst({ where, select: { match: true } });
  const match = found?.match as Match | undefined;
  if (match?.kind !== 'REVIEW' || !answersTo(match).includes(decision))
    throw new AppError('NOT_FOUND', 'notFound');
  const { same: _, ...question } = match;
  const named = decisionSchema.safeParse(decision).data;
  const answer = named
    ? { decision: named, match: question }
    : { decision: 'SAME', match: { ...question, same: decision } };
  await tx.importRow.updateMany({ where, data: { ...answer, updatedAt: scope.now } });
}

/** Asks for the saving. Children come only with the attestation of consent, kept in the words that were shown (P15). */
export async function askCommit(
  tx: TenantTx,
  scope: Scope,
  { id, wording }: { id: string; wording: string | null },
): Promise<void> {
  const found = await getIn(tx, scope, id, ['READY']);
  const kind = importKindSchema.parse(found.kind);
  if (kind === 'STUDENTS' && wording === null)
    throw new AppError('INVALID', 'mustAttest', { field: 'attested' });
  const mapping = columnsSchema.parse(found.columns).mapping ?? [];
  if (missingFields(kind, mapping).length > 0) throw new AppError('INVALID', 'columnsMissing');
  const attested = kind === 'STUDENTS' ? { wording, attestedAt: scope.now } : {};
  await move(tx, scope, {
    id,
    from: 'READY',
    data: { state: 'COMMITTING', problem: sqlNull, doneRows: 0, ...attested },
  });
  await ask(tx, 'imports.commit', id);
}

/** Asks once more for a saving that broke off when some rows were saved; the attestation given for it stands. */
export async function resumeCommit(tx: TenantTx, scope: Scope, id: string): Promise<void> {
  const found = await getIn(tx, scope, id, ['DONE']);
  if (!isBroken(found.problem, 'commitBroke')) throw new AppError('CONFLICT', 'importMoved');
  // Nothing is left of its rows to judge.
  if (found.erasedAt) throw new AppError('CONFLICT', 'rowsErased');
  await move(tx, scope, { id, from: 'DONE', data: { state: 'COMMITTING', problem: sqlNull, doneRows: 0 } });
  await ask(tx, 'imports.commit', id);
}

/** «Stop, keep nothing»: the staged rows go, the register never knew them. */
export async function discardImport(tx: TenantTx, scope: Scope, id: string): Promise<void> {
  const found = await getIn(tx, scope, id, ['UPLOADED', 'READY', 'FAILED']);
  const where = { institutionId: scope.institution.id, importId: id };
  await tx.importRow.deleteMany({ where });
  await tx.importFile.deleteMany({ where });
  await move(tx, scope, { id, from: found.state, data: { state: 'DISCARDED' } });
}

/** Asks for the taking back of a whole import, within thirty days. */
export async function askUndo(tx: TenantTx, scope: Scope, id: string): Promise<void> {
  const found = await getIn(tx, scope, id, ['DONE']);
  if (!mayUndo(found, scope.now)) throw new AppError('CONFLICT', 'undoTooLate');
  await move(tx, scope, { id, from: 'DONE', data: { state: 'UNDOING', problem: sqlNull, doneRows: 0 } });
  await ask(tx, 'imports.undo', id);
  await appendAudit(tx, { action: 'imports.undone', subject: 'import', subjectId: id }, v7());
}
