import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import type { Grading } from './rules';

/** What is recorded keeps its grade; proposals follow from now on. */
export function saveGrading(tx: TenantTx, value: Grading, scope: Scope): Promise<void> {
  return saveSettings(tx, { section: 'grading', value: { ...value } }, scope);
}
