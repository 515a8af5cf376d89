import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RecoveryCodesForm } from '@/components/factors/recovery-codes-form';
import { factorIsFresh, nextStep, wayIn } from '@/lib/core/auth/factor';
import { sessionId } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getOwnFactors } from '@/lib/factors/queries';
import { FRESH_MINUTES, hasFactor } from '@/lib/factors/rules';
import { AuthHead } from '../../_components/auth-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.codes'))('title') };
}

/** Shown once: after the set-up, or whenever somebody makes new ones. */
export default async function RecoveryCodesPage() {
  const [own, sid] = await Promise.all([getOwnFactors(), sessionId()]);
  if (!own || !sid || own.owes || !hasFactor(own)) redirect(await wayIn());
  if (!(await factorIsFresh(FRESH_MINUTES))) redirect(routes.secondFactor(routes.newRecoveryCodes));
  const [onward, t] = await Promise.all([nextStep(sid), getTranslations('factors.codes')]);
  return (
    <div className="grid gap-5">
      <AuthHead title={t('title')} lead={t('lead')} />
      <RecoveryCodesForm label={own.label} codesLeft={own.codesLeft} onward={onward} />
    </div>
  );
}
