import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getKinds, previewKinds } from '@/lib/messages/kinds/queries';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { FutureKinds } from './_components/future-kinds';
import { KindForm } from './_components/kind-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageChannel'))('kinds.title') };
}

export default async function KindsPage() {
  const scope = await requireScope('messages:read');
  const of = { institutionId: scope.institution.id };
  const { kinds, previews } = await inTenant(scope, async (tx) => ({
    kinds: await getKinds(tx, of),
    previews: await previewKinds(tx, of, scope.today),
  }));
  const t = await getTranslations('messageChannel');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.messages, label: t('back') }]} here={t('kinds.title')} />}
        title={t('kinds.title')}
        lead={t('kinds.lead')}
        actions={<ButtonLink href={routes.messageChannel}>{t('channelLink')}</ButtonLink>}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {SENT_KINDS.map((kind) => (
          <KindForm
            key={kind}
            kind={kind}
            settings={kinds[kind]}
            preview={previews[kind]}
            mayWrite={can(scope.role, 'messages:write')}
          />
        ))}
        <FutureKinds />
      </div>
    </>
  );
}
