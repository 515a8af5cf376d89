import type { Metadata } from 'next';
import { AskForm } from '@/components/conversations/ask-form';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { EmptyState } from '@/components/ui/empty-state';
import { Users } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { getHours, listOwnChildren } from '@/lib/conversations/queries';
import { aboutChild } from '@/lib/conversations/schema';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('form.title') };
}

export default async function NewConversationPage({ searchParams }: PageProps<'/parent/conversations/new'>) {
  const scope = await requireScope('children:write');
  const { student } = aboutChild.parse(await searchParams);
  const { children, hours } = await inTenant(scope, async (tx) => ({
    children: await listOwnChildren(tx, scope),
    hours: await getHours(tx, scope),
  }));
  const child = children.find(({ id }) => id === student) ?? children[0];
  const [t, none] = await Promise.all([
    getTranslations('conversations'),
    getTranslations('parent.noChildren'),
  ]);
  const names = await Promise.all(children.map(nameFor));
  return (
    <>
      <PhoneHead back={{ href: routes.parentConversations, label: t('back') }} title={t('form.title')} />
      <PhoneMain>
        <hr className="rule-double" />
        {children.length > 1 && (
          <Segmented
            label={t('form.child')}
            items={children.map(({ id }, at) => ({
              href: routes.parentNewConversation(id),
              label: <bdi>{names[at]}</bdi>,
              current: id === child?.id,
            }))}
          />
        )}
        {child ? (
          <>
            <p className="text-small text-ink-2">
              <bdi>{t('about', { name: names[children.indexOf(child)]! })}</bdi>
            </p>
            <AskForm key={child.id} scope={scope} child={child} hours={hours} />
          </>
        ) : (
          <EmptyState icon={Users} title={none('title')}>
            {none('body')}
          </EmptyState>
        )}
      </PhoneMain>
    </>
  );
}
