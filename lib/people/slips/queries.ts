import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { SlipRefusal } from './rules';
import type { SlipKind } from './schema';

export type SlipFacts = {
  /** Why none can be printed now; null when one can. */
  refusal: SlipRefusal | null;
  printedAt: Date | null;
  expiresAt: Date | null;
  usedAt: Date | null;
};

/** What an office is told before it prints: nothing but what this house knows of the person itself.
 *  @returns undefined for somebody who is not this office's to print for */
export async function getSlipFacts(
  tx: TenantTx,
  { kind, id, login }: { kind: SlipKind; id: string; login: string },
): Promise<SlipFacts | undefined> {
  const [row] = await tx.$queryRaw<SlipFacts[]>`
    SELECT f.refusal, f.printed_at AS "printedAt", f.expires_at AS "expiresAt", f.used_at AS "usedAt"
    FROM app.slip_facts(${kind}, ${id}::uuid, ${login.toLowerCase()}) f`;
  return row?.refusal === 'unknown' ? undefined : row;
}
