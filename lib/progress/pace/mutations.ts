import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import type { ProgressForm } from './schema';

/** Paces and darjas are compared with these from now on, past paras too: nothing is stored of a comparison. */
export function saveNorms(tx: TenantTx, value: ProgressForm, scope: Scope): Promise<void> {
  return saveSettings(tx, { section: 'progress', value: { ...value } }, scope);
}
