import type { Metadata } from 'next';
import { PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getMessagesPage } from '@/lib/parents/queries';
import { messagesQuery } from '@/lib/parents/schema';
import { MessageRows } from '../_components/message-rows';
import { ParentHead } from '../_components/parent-head';

const size = 20;

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parent'))('messages.title') };
}

export default async function ParentMessages({ searchParams }: Props) {
  const scope = await requireScope('children:read');
  const { page } = messagesQuery.parse(await searchParams);
  const found = await inTenant(scope, (tx) =>
    getMessagesPage(tx, {
      institutionId: scope.institution.id,
      userId: scope.userId,
      mushaf: scope.institution.mushaf,
      page,
      size,
    }),
  );
  const t = await getTranslations('parent.messages');
  const names = new Map(
    await Promise.all([...found.children].map(async ([id, child]) => [id, await nameFor(child)] as const)),
  );
  const to = (page - 1) * size + found.messages.length;
  const at = (n: number) => (n > 1 ? `${routes.parentMessages}?page=${n}` : routes.parentMessages);
  return (
    <>
      <ParentHead scope={scope} guardian={found.guardian} title={t('title')} />
      <PhoneMain>
        <p className="text-small text-ink-2">{t('lead')}</p>
        <ButtonLink href={routes.parentMessageSettings} className="justify-self-start">
          {t('settings')}
        </ButtonLink>
        <Sheet padded={false}>
          {found.messages.length > 0 ? (
            <div className="px-4">
              <MessageRows
                messages={found.messages}
                timeZone={scope.institution.timeZone}
                nameOf={(id) => names.get(id)}
              />
            </div>
          ) : (
            <p className="px-4 py-5 text-ink-2">{t('none')}</p>
          )}
          {found.total > size && (
            <Pager
              from={(page - 1) * size + 1}
              to={to}
              total={found.total}
              backHref={page > 1 ? at(page - 1) : undefined}
              nextHref={to < found.total ? at(page + 1) : undefined}
            />
          )}
        </Sheet>
      </PhoneMain>
    </>
  );
}
