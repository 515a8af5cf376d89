import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { readRevision } from '@/lib/revision/schema';
import { getSettings } from '@/lib/settings/queries';
import { RevisionForm } from './_components/revision-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('revision.title') };
}

export default async function RevisionSettingsPage() {
  const scope = await requireScope('settings:read');
  const { revision } = await inTenant(scope, (tx) =>
    getSettings(tx, { institutionId: scope.institution.id }),
  );
  const [t, words] = await Promise.all([getTranslations('settings'), getTranslations('revision.settings')]);
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.settings, label: t('title') }]} here={t('sections.revision.title')} />
        }
        title={t('sections.revision.title')}
        lead={words('lead')}
      />
      <RevisionForm settings={readRevision(revision)} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
