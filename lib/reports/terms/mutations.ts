import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { saveSettings } from '@/lib/settings/mutations';
import type { TermsForm } from './schema';

/** Reports of every year are drawn by these from now on; marks stay with the term they were given for. */
export function saveTerms(tx: TenantTx, value: TermsForm, scope: Scope): Promise<void> {
  return saveSettings(tx, { section: 'terms', value: { ...value } }, scope);
}
