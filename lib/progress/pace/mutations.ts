import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import { getSettings } from '@/lib/settings/queries';
import type { ProgressForm } from './schema';

/** Paces and darjas are compared with these from now on, past paras too: nothing is stored of a comparison. */
export async function saveNorms(tx: TenantTx, value: ProgressForm, scope: Scope): Promise<void> {
  // The section is shared: when a word is due (lib/care/limits) stands beside the norms.
  const { progress } = await getSettings(tx, { institutionId: scope.institution.id });
  const others = progress && typeof progress === 'object' ? progress : {};
  await saveSettings(tx, { section: 'progress', value: { ...others, ...value } }, scope);
}
