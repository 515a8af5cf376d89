import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { clearMarks, markMistake } from '@/lib/mushaf/mutations';
import { parseRange } from '@/lib/quran/notation';
import type { LogSlip, TakeBackSlip } from './schema';

/** The one ayah that was typed. Throws INVALID at its field. */
function ayahTyped(typed: string, field: 'at' | 'to'): number {
  const parsed = parseRange(typed);
  if (!parsed.ok && parsed.code === 'notUnderstood') throw new AppError('INVALID', 'oneAyah', { field });
  if (!parsed.ok) {
    const message = `range${parsed.code.charAt(0).toUpperCase()}${parsed.code.slice(1)}`;
    throw new AppError('INVALID', message, { field, params: { ...parsed.params } });
  }
  if (parsed.range[0] !== parsed.range[1]) throw new AppError('INVALID', 'oneAyah', { field });
  return parsed.range[0];
}

/** Writes a slip to the place where the child was, with the place the tongue went to; it belongs to no lesson. */
export async function logSlip(
  tx: TenantTx,
  scope: Scope,
  { id, studentId, at, to }: LogSlip,
): Promise<{ studentId: string }> {
  const ayah = ayahTyped(at, 'at');
  const slipAyah = ayahTyped(to, 'to');
  if (ayah === slipAyah) throw new AppError('INVALID', 'samePlace', { field: 'to' });
  await markMistake(
    tx,
    { id, studentId, date: scope.today, kind: 'LAHN_JALI', ayah, slipAyah, outside: true },
    scope,
  );
  return { studentId };
}

/** Takes a slip of today back; one that is gone already changes nothing. */
export async function takeBackSlip(
  tx: TenantTx,
  scope: Scope,
  slip: TakeBackSlip,
): Promise<{ studentId: string }> {
  await clearMarks(tx, [slip], scope);
  return { studentId: slip.studentId };
}
