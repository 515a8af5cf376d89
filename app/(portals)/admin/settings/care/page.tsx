import type { Metadata } from 'next';
import { LimitsForm } from '@/components/care/limits-form';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { readLimits } from '@/lib/care/limits/schema';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getSettings } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('care.title') };
}

export default async function CareSettingsPage() {
  const scope = await requireScope('settings:read');
  const { progress } = await inTenant(scope, (tx) =>
    getSettings(tx, { institutionId: scope.institution.id }),
  );
  const [t, settings] = await Promise.all([getTranslations('care.settings'), getTranslations('settings')]);
  const title = settings('sections.care.title');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.settings, label: settings('title') }]} here={title} />}
        title={title}
        lead={t('lead')}
      />
      <LimitsForm limits={readLimits(progress)} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
