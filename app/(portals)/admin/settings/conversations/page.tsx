import type { Metadata } from 'next';
import { HoursForm } from '@/components/conversations/hours-form';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { getHours } from '@/lib/conversations/queries';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('conversations.title') };
}

export default async function ConversationSettingsPage() {
  const scope = await requireScope('settings:read');
  const hours = await inTenant(scope, (tx) => getHours(tx, scope));
  const [t, settings] = await Promise.all([
    getTranslations('conversations.settings'),
    getTranslations('settings'),
  ]);
  const title = settings('sections.conversations.title');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.settings, label: settings('title') }]} here={title} />}
        title={title}
        lead={t('lead')}
      />
      <HoursForm hours={hours} today={scope.today} mayWrite={can(scope.role, 'settings:write')} />
    </>
  );
}
