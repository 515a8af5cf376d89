import type { Metadata } from 'next';
import { HalqaFilters } from '@/components/halqas/halqa-filters';
import { HalqaTable } from '@/components/halqas/halqa-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { CircleDashed, FileUp, Plus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { listCampusOptions } from '@/lib/campuses/queries';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { HALQAS_PER_PAGE, listHalqas } from '@/lib/halqas/queries';
import { halqaList } from '@/lib/halqas/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('halqas'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function HalqasPage({ searchParams }: Props) {
  const scope = await requireScope('halqas:read');
  const list = halqaList.parse(await searchParams);
  const { rows, total, campuses } = await inTenant(scope, async (tx) => ({
    ...(await listHalqas(tx, scope, list)),
    campuses: await listCampusOptions(tx, scope),
  }));
  const t = await getTranslations('halqas');
  const at = (patch: Partial<typeof list>) => listAddress(routes.halqas, { ...list, ...patch });
  const first = (list.page - 1) * HALQAS_PER_PAGE;
  const filtered = at({ sort: 'name', page: 1 }) !== listAddress(routes.halqas, { sort: 'name' });
  const mayWrite = can(scope.role, 'halqas:write');
  const add = mayWrite && campuses.length > 0 && (
    <ButtonLink href={routes.newHalqa} variant="primary" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead', { count: total })}
        actions={(total > 0 || filtered) && add}
      />
      {(total > 0 || filtered) && <HalqaFilters list={list} campuses={campuses} />}
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {rows.length > 0 ? (
          <>
            <HalqaTable rows={rows} list={list} />
            <Pager
              from={first + 1}
              to={first + rows.length}
              total={total}
              backHref={list.page > 1 ? at({ page: list.page - 1 }) : undefined}
              nextHref={first + rows.length < total ? at({ page: list.page + 1 }) : undefined}
            />
          </>
        ) : filtered || list.page > 1 ? (
          <EmptyState
            icon={CircleDashed}
            title={list.q ? t('nothing.named', { q: list.q }) : t('nothing.title')}
            action={<ButtonLink href={routes.halqas}>{t('nothing.all')}</ButtonLink>}
          >
            {t('nothing.body')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={CircleDashed}
            title={t('empty.title')}
            action={
              mayWrite && (
                <>
                  <ButtonLink href={routes.imports} {...(!add && { variant: 'primary' })} icon={FileUp}>
                    {t('empty.import')}
                  </ButtonLink>
                  {add}
                </>
              )
            }
          >
            {campuses.length > 0 ? t('empty.body') : t('empty.campusFirst')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
