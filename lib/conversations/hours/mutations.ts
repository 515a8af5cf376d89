import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import type { Hours } from './rules';

export async function saveHours(tx: TenantTx, hours: Hours, scope: Scope): Promise<void> {
  await saveSettings(tx, { section: 'conversations', value: { ...hours } }, scope);
}
