import type { Metadata } from 'next';
import { TermsForm } from '@/components/reports/terms-form';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { schoolYear, schoolYearOf } from '@/lib/reports/terms/rules';
import { readTerms } from '@/lib/reports/terms/schema';
import { getSettings } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('terms.title') };
}

export default async function TermsPage() {
  const scope = await requireScope('settings:read');
  const { id: institutionId, hijriOffset } = scope.institution;
  const { terms } = await inTenant(scope, (tx) => getSettings(tx, { institutionId }));
  const starts = readTerms(terms);
  const [t, reports] = await Promise.all([getTranslations('settings'), getTranslations('reports.settings')]);
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.settings, label: t('title') }]} here={t('sections.terms.title')} />
        }
        title={t('sections.terms.title')}
        lead={reports('lead')}
      />
      <TermsForm
        starts={starts}
        year={schoolYear(schoolYearOf(scope.today, starts, hijriOffset), starts, hijriOffset)}
        hijriOffset={hijriOffset}
        mayWrite={can(scope.role, 'settings:write')}
      />
    </>
  );
}
