import type { Metadata } from 'next';
import { HouseList } from '@/components/support/house-list';
import { OwnGrants } from '@/components/support/own-grants';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { FilterForm } from '@/components/ui/filter-form';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { requireSupport } from '@/lib/core/auth/support';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listHouses, listOwnGrants } from '@/lib/support/own/queries';
import { supportHome } from '@/lib/support/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('own.title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

/** Seconds between two looks for an answer. */
const REFRESH_SECONDS = 10;
const REFRESH_MINUTES = 30;
const awaited = ['REQUESTED', 'APPROVED', 'ACTIVE'];

export default async function SupportPage({ searchParams }: Props) {
  const self = await requireSupport('support:ask');
  const { q, said } = supportHome.parse(await searchParams);
  const [{ houses, more }, grants, t] = await Promise.all([
    listHouses(self, q),
    listOwnGrants(self, new Date()),
    getTranslations('support.own'),
  ]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {said && (
        <Notice tone="good" role="status">
          {t(`said.${said}`)}
        </Notice>
      )}
      <Sheet title={t('mine')} padded={false} className="overflow-clip">
        {grants.length > 0 ? (
          <OwnGrants grants={grants} />
        ) : (
          <p className="px-4 py-4 text-small text-ink-2 sm:px-6">{t('mineNone')}</p>
        )}
      </Sheet>
      <FilterForm action={routes.support} search={{ label: t('search'), value: q }} />
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {houses.length > 0 ? (
          <HouseList houses={houses} />
        ) : (
          <p className="px-4 py-4 text-small text-ink-2 sm:px-6">{t('nothing')}</p>
        )}
        {more && <p className="px-4 py-3 text-small text-ink-2 sm:px-6">{t('more')}</p>}
      </Sheet>
      {grants.some(({ state }) => awaited.includes(state)) && (
        <AutoRefresh seconds={REFRESH_SECONDS} minutes={REFRESH_MINUTES} />
      )}
    </>
  );
}
