import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import { getSettings } from '@/lib/settings/queries';
import type { Limits } from '../rules';

/** Keeps the limits beside what else the section `progress` holds. */
export async function saveLimits(tx: TenantTx, care: Limits, scope: Scope): Promise<void> {
  const { progress } = await getSettings(tx, { institutionId: scope.institution.id });
  const others = progress && typeof progress === 'object' ? progress : {};
  await saveSettings(tx, { section: 'progress', value: { ...others, care } }, scope);
}
