import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { readGrading } from '@/lib/lessons/grading/schema';
import { getSettings } from '@/lib/settings/queries';
import { GradingForm } from './_components/grading-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('grading.title') };
}

export default async function GradingPage() {
  const scope = await requireScope('settings:read');
  const { grading } = await inTenant(scope, (tx) => getSettings(tx, { institutionId: scope.institution.id }));
  const t = await getTranslations('settings');
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.settings, label: t('title') }]} here={t('sections.grading.title')} />
        }
        title={t('sections.grading.title')}
        lead={t('grading.lead')}
      />
      <GradingForm grading={readGrading(grading)} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
