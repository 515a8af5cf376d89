import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import type { JaizaSettings } from './schema';

/** Papers already drawn and results already given stay as they are. */
export function saveJaiza(tx: TenantTx, value: JaizaSettings, scope: Scope): Promise<void> {
  return saveSettings(tx, { section: 'jaiza', value: { ...value } }, scope);
}
