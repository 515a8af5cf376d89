import 'server-only';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { slipHash } from '@/lib/core/auth/slip';
import { callAuth } from '@/lib/core/db/definers';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { newSlipCode, type SlipRefusal, slipRefusals } from './rules';
import type { SlipForm } from './schema';

/** Makes a slip; its code is answered this once and kept as a hash. The one before ends. */
export async function printSlip(
  tx: TenantTx,
  { kind, id, login }: SlipForm,
): Promise<{ slipId: string; code: string; until: Date }> {
  const [slipId, code, small] = [v7(), newSlipCode(randomInt), login.toLowerCase()];
  const [row] = await tx.$queryRaw<{ refusal: SlipRefusal | null; until: Date | null }[]>`
    SELECT p.refusal, p.until FROM app.print_slip(${slipId}::uuid, ${kind}, ${id}::uuid, ${small}, ${slipHash(small, code)}, ${v7()}::uuid) p`;
  if (row?.until) return { slipId, code, until: row.until };
  if (!row?.refusal || row.refusal === 'unknown') throw new AppError('NOT_FOUND', 'notFound');
  throw new AppError('CONFLICT', slipRefusals[row.refusal]);
}

/** The account's own address, for the letter that tells its owner; undefined when it has none. No office sees it. */
export async function slipAddressee(
  slipId: string,
): Promise<{ email: string; institution: string } | undefined> {
  const [row] = await callAuth<{ email: string; institution: string }>('auth.slip_addressee', [slipId]);
  return row;
}
