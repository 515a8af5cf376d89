import type { Metadata } from 'next';
import { NormsForm } from '@/components/progress/norms-form';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { readNorms } from '@/lib/progress/pace/schema';
import { getSettings } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('progress.title') };
}

export default async function ProgressSettingsPage() {
  const scope = await requireScope('settings:read');
  const kept = await inTenant(scope, (tx) => getSettings(tx, { institutionId: scope.institution.id }));
  const [t, progress] = await Promise.all([
    getTranslations('settings'),
    getTranslations('progress.settings'),
  ]);
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.settings, label: t('title') }]} here={t('sections.progress.title')} />
        }
        title={t('sections.progress.title')}
        lead={progress('lead')}
      />
      <NormsForm norms={readNorms(kept.progress)} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
