import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Outcome } from './commit/schema';
import { listWishes, type Wish, waitingRows } from './decisions/queries';
import { undoableUntil } from './rules';
import {
  columnsSchema,
  type Decision,
  type ImportState,
  importKindSchema,
  type PreviewQuery,
  type Show,
  STATES,
  type Verdict,
} from './schema';
import {
  type ImportView,
  type PastImport,
  type Problem,
  ROWS_PER_PAGE,
  type RowView,
  type Tally,
  type WishTally,
} from './view/schema';

const PAST = 50;

const stateOf = (text: string): ImportState => STATES.find((state) => state === text) ?? 'FAILED';

export async function listImports(tx: TenantTx, institutionId: string): Promise<PastImport[]> {
  const rows = await tx.import.findMany({
    where: { institutionId },
    select: { id: true, kind: true, fileName: true, state: true, totalRows: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAST,
  });
  return rows.map((row) => ({ ...row, kind: importKindSchema.parse(row.kind), state: stateOf(row.state) }));
}

/** Null for one that is not there, or another institution's. */
export async function getImport(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<ImportView | null> {
  const row = await tx.import.findFirst({ where: { institutionId, id } });
  if (!row) return null;
  const columns = columnsSchema.parse(row.columns);
  return {
    id: row.id,
    kind: importKindSchema.parse(row.kind),
    fileName: row.fileName,
    state: stateOf(row.state),
    problem: row.problem as Problem | null,
    header: (row.header as string[] | null) ?? [],
    mapping: columns.mapping ?? [],
    sure: columns.sure ?? true,
    totalRows: row.totalRows,
    doneRows: row.doneRows,
    createdAt: row.createdAt,
    committedAt: row.committedAt,
    undoneAt: row.undoneAt,
    erasedAt: row.erasedAt,
    undoUntil: row.committedAt && undoableUntil(row.committedAt),
  };
}

type Counted = {
  verdict: Verdict;
  /** Whose child it is, or whether it is silent, is not decided. */
  open: boolean;
  decision: Decision | null;
  outcome: Outcome | null;
  same: boolean;
  /** Saving it would change nothing. */
  idle: boolean;
  count: number;
};

/** The rows of an import, with its wishes for silence where they are read already. */
type Rows = { institutionId: string; id: string; wishes?: readonly Wish[] };

export async function tallyRows(tx: TenantTx, { institutionId, id, ...known }: Rows): Promise<Tally> {
  const wishes = known.wishes ?? (await listWishes(tx, { institutionId, id }));
  const counted = await tx.$queryRaw<Counted[]>`
    SELECT verdict, decision, outcome, match->>'kind' = 'SAME' AS same,
      coalesce(CASE WHEN decision = 'SAME' THEN (SELECT c->>'fills' FROM jsonb_array_elements(match->'candidates') c
        WHERE c->>'id' = coalesce(match->>'same', match->'candidates'->0->>'id') LIMIT 1) ELSE match->>'fills' END = 'false', false) AS idle,
      coalesce(match->>'kind' = 'REVIEW' AND decision IS NULL, false) OR row_no = ANY (${waitingRows(wishes)}::int[]) AS open,
      count(*)::int AS count
    FROM import_rows WHERE institution_id = ${institutionId}::uuid AND import_id = ${id}::uuid GROUP BY 1, 2, 3, 4, 5, 6`;
  const guardians = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT (g->>'phone',
      CASE WHEN r.decision = 'SAME' THEN coalesce(g->'known'->>'name', g->>'name') ELSE g->>'name' END))::int AS count
    FROM import_rows r, jsonb_array_elements(r.parsed->'guardians') g
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${id}::uuid AND r.verdict <> 'REFUSED'
      AND jsonb_typeof(r.parsed->'guardians') = 'array'`;
  const alone = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM guardians g WHERE g.institution_id = ${institutionId}::uuid AND g.import_id = ${id}::uuid
      AND EXISTS (SELECT 1 FROM imports WHERE institution_id = ${institutionId}::uuid AND id = ${id}::uuid AND state = 'UNDONE')
      AND NOT EXISTS (SELECT 1 FROM guardianships k WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id)`;
  const sum = (wanted: (row: Counted) => boolean) =>
    counted.filter(wanted).reduce((total, { count }) => total + count, 0);
  const outcomes: Tally['outcomes'] = {};
  for (const { outcome, count } of counted)
    outcomes[outcome ?? 'NONE'] = (outcomes[outcome ?? 'NONE'] ?? 0) + count;
  return {
    outcomes,
    verdicts: {
      READY: sum(({ verdict }) => verdict === 'READY'),
      WARNING: sum(({ verdict }) => verdict === 'WARNING'),
      REVIEW: sum(({ verdict }) => verdict === 'REVIEW'),
      REFUSED: sum(({ verdict }) => verdict === 'REFUSED'),
    },
    due: sum(
      ({ verdict, decision, idle, open }) => !idle && !open && verdict !== 'REFUSED' && decision !== 'SKIP',
    ),
    undecided: sum(({ verdict, open }) => open && verdict !== 'REFUSED'),
    same: sum(({ verdict, same }) => verdict !== 'REFUSED' && same),
    guardians: guardians[0]?.count ?? 0,
    alone: alone[0]?.count ?? 0,
    wishes: tallyWishes(wishes),
  };
}

function tallyWishes(wishes: readonly Wish[]): WishTally {
  const asked = wishes.filter(({ asks }) => asks);
  const answered = (answer: string) => asked.filter((wish) => wish.answer === answer).length;
  const silent = answered('SILENT');
  return { asked: asked.length, silent, send: answered('SEND'), followers: wishes.length - asked.length };
}

const SHOWN: Record<Show, Verdict[]> = {
  all: ['READY', 'WARNING', 'REVIEW', 'REFUSED'],
  decide: ['REVIEW'],
  look: ['WARNING', 'REVIEW'],
  refused: ['REFUSED'],
};

const rowFields = {
  rowNo: true,
  cells: true,
  parsed: true,
  verdict: true,
  issues: true,
  match: true,
  decision: true,
  silence: true,
  outcome: true,
} as const;

/** One page of rows. What this room wrote as JSON comes back in the shapes it was written in. */
export async function listRows(
  tx: TenantTx,
  { institutionId, id, query, ...known }: Rows & { query: PreviewQuery },
): Promise<RowView[]> {
  const rows = await tx.importRow.findMany({
    where: { institutionId, importId: id, verdict: { in: SHOWN[query.show] } },
    select: rowFields,
    orderBy: { rowNo: 'asc' },
    skip: (query.page - 1) * ROWS_PER_PAGE,
    take: ROWS_PER_PAGE,
  });
  const wishes = known.wishes ?? (await listWishes(tx, { institutionId, id }));
  const answers = new Map(wishes.map(({ row, answer }) => [row, answer]));
  return rows.map((row) => ({ ...row, answer: answers.get(row.rowNo) ?? null })) as unknown as RowView[];
}

/** Rows that are not in the register: refused, undecided, left, or with nothing done about them. */
export async function listUnsaved(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<RowView[]> {
  const rows = await tx.importRow.findMany({
    where: {
      institutionId,
      importId: id,
      OR: [
        { verdict: 'REFUSED' },
        { verdict: 'REVIEW', outcome: null, decision: null, match: { path: ['kind'], equals: 'REVIEW' } },
        { rowNo: { in: waitingRows(await listWishes(tx, { institutionId, id })) } },
      ],
    },
    select: rowFields,
    orderBy: { rowNo: 'asc' },
  });
  return rows as unknown as RowView[];
}
