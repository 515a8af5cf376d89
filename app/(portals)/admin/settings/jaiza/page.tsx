import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { readJaiza } from '@/lib/jaiza/settings/schema';
import { getSettings } from '@/lib/settings/queries';
import { JaizaForm } from './_components/jaiza-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('jaiza.title') };
}

export default async function JaizaSettingsPage() {
  const scope = await requireScope('settings:read');
  const { jaiza } = await inTenant(scope, (tx) => getSettings(tx, { institutionId: scope.institution.id }));
  const t = await getTranslations('settings');
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.settings, label: t('title') }]} here={t('sections.jaiza.title')} />
        }
        title={t('sections.jaiza.title')}
        lead={t('sections.jaiza.note')}
      />
      <JaizaForm settings={readJaiza(jaiza)} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
