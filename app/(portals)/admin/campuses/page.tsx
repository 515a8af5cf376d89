import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterForm } from '@/components/ui/filter-form';
import { Building2, Plus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { CAMPUSES_PER_PAGE, type CampusRow, listCampuses } from '@/lib/campuses/queries';
import { campusList } from '@/lib/campuses/schema';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress, sortLink } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campuses'))('title') };
}

export default async function CampusesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const scope = await requireScope('campuses:read');
  const list = campusList.parse(await searchParams);
  const { rows, total } = await inTenant(scope, (tx) => listCampuses(tx, scope, list));
  const [t, format] = await Promise.all([getTranslations('campuses'), getFormat()]);
  const mayWrite = can(scope.role, 'campuses:write');
  const at = (patch: Partial<typeof list>) => listAddress(routes.campuses, { ...list, ...patch });
  const first = (list.page - 1) * CAMPUSES_PER_PAGE;
  const add = mayWrite && (
    <ButtonLink href={routes.newCampus} variant="primary" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { count: total })} actions={total > 0 && add} />
      {(total > 0 || list.q) && (
        <FilterForm action={routes.campuses} search={{ label: t('search'), value: list.q }} />
      )}
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {rows.length > 0 ? (
          <>
            <DataTable<CampusRow>
              caption={t('title')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  head: t('columns.name'),
                  sort: sortLink(list.sort, 'name', (sort) => at({ sort, page: 1 })),
                  cell: ({ id, name, nativeName }) => (
                    <PersonName
                      name={name}
                      nativeName={nativeName}
                      href={mayWrite ? routes.campus(id) : listAddress(routes.halqas, { campus: id })}
                    />
                  ),
                },
                {
                  key: 'address',
                  head: t('columns.address'),
                  cell: ({ address }) => <bdi>{address ?? '–'}</bdi>,
                },
                {
                  key: 'halqas',
                  head: t('columns.halqas'),
                  align: 'end',
                  sort: sortLink(list.sort, 'halqas', (sort) => at({ sort, page: 1 })),
                  cell: ({ halqas }) => format.number(halqas),
                },
                {
                  key: 'students',
                  head: t('columns.students'),
                  align: 'end',
                  cell: ({ students }) => format.number(students),
                },
              ]}
            />
            <Pager
              from={first + 1}
              to={first + rows.length}
              total={total}
              backHref={list.page > 1 ? at({ page: list.page - 1 }) : undefined}
              nextHref={first + rows.length < total ? at({ page: list.page + 1 }) : undefined}
            />
          </>
        ) : list.q || list.page > 1 ? (
          <EmptyState
            icon={Building2}
            title={t('nothing.title', { q: list.q })}
            action={<ButtonLink href={routes.campuses}>{t('nothing.all')}</ButtonLink>}
          />
        ) : (
          <EmptyState icon={Building2} title={t('empty.title')} action={add}>
            {t('empty.body')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
