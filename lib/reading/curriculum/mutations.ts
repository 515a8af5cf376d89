import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { saveSettings } from '@/lib/settings/mutations';
import { getCurriculum } from './queries';
import { type Change, changeCurriculum } from './rules';
import { MAX_ITEMS } from './schema';

/** Makes one change of the curriculum. Two at once come one after the other: neither is lost. */
export async function editCurriculum(tx: TenantTx, change: Change, scope: Scope): Promise<void> {
  const institutionId = scope.institution.id;
  await tx.$queryRaw`SELECT count(pg_advisory_xact_lock(hashtextextended(${`curriculum:${institutionId}`}, 0)))::int`;
  const before = await getCurriculum(tx, { institutionId });
  if (change.op === 'add' && before[change.list].length >= MAX_ITEMS)
    throw new AppError('INVALID', 'listFull', { params: { max: MAX_ITEMS } });
  const value = changeCurriculum(before, change);
  if (value !== before) await saveSettings(tx, { section: 'curriculum', value: { ...value } }, scope);
}
