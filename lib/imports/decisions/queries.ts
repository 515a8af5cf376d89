import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Decision, Match, SilenceChoice } from '../schema';
import { answersOf, inOne, type SilenceAnswer } from '../students/silence';

type Asked = {
  row: number;
  wishes: number[][] | null;
  match: Match;
  decision: Decision | null;
  silence: SilenceChoice | null;
  asks: boolean;
  saved: boolean;
};

/** A row of a family in which somebody wishes silence, and what holds for it as the decisions stand. */
export type Wish = { row: number; asks: boolean; answer: SilenceAnswer; waits: boolean };

/** The rows on which a wish for silence bears; only a file of students has any, and no other is read through. What this room wrote as JSON comes back in the shapes it was written in. */
export async function listWishes(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<Wish[]> {
  const rows = await tx.$queryRaw<Asked[]>`
    SELECT row_no AS row, match, decision, silence, outcome IS NOT NULL AS saved,
      coalesce((parsed->'silence'->>'asks')::boolean, false) AS asks,
      jsonb_path_query_array(parsed, '$.guardians[*].wishes') AS wishes
    FROM import_rows WHERE institution_id = ${institutionId}::uuid AND import_id = ${id}::uuid AND verdict <> 'REFUSED'
      AND jsonb_typeof(parsed->'silence') = 'object'
      AND EXISTS (SELECT 1 FROM imports WHERE institution_id = ${institutionId}::uuid AND id = ${id}::uuid AND kind = 'STUDENTS')`;
  const answers = answersOf(rows.map((row) => ({ ...row, wishes: row.wishes ?? [] })));
  return rows.map(({ row, asks, saved }) => {
    const answer = inOne(answers.get(row) ?? []);
    return { row, asks, answer, waits: answer === 'OPEN' && !saved };
  });
}

/** The rows that wait for an answer. */
export const waitingRows = (wishes: readonly Wish[]): number[] =>
  wishes.filter(({ waits }) => waits).map(({ row }) => row);
