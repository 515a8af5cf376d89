import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneMain } from '@/components/layout/phone-head';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getWishes } from '@/lib/messages/wishes/queries';
import { getGuardian } from '@/lib/parents/queries';
import { ParentHead } from '../../_components/parent-head';
import { WishesForm } from './_components/wishes-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parent.wishes'))('title') };
}

export default async function MessageSettings() {
  const scope = await requireScope('children:read');
  const who = { institutionId: scope.institution.id, userId: scope.userId };
  const { wishes, guardian } = await inTenant(scope, async (tx) => ({
    wishes: await getWishes(tx, who),
    guardian: await getGuardian(tx, { ...who, mushaf: scope.institution.mushaf }),
  }));
  if (!wishes) notFound();
  const t = await getTranslations('parent.wishes');
  return (
    <>
      <ParentHead
        scope={scope}
        guardian={guardian}
        title={t('title')}
        back={{ href: routes.parentMessages, label: t('back') }}
      />
      <PhoneMain>
        <WishesForm wishes={wishes} />
      </PhoneMain>
    </>
  );
}
