import type { Metadata } from 'next';
import { StaffFilters } from '@/components/staff/staff-filters';
import { StaffTable } from '@/components/staff/staff-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { BookUser, FileUp, Plus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { listStaff, STAFF_PER_PAGE } from '@/lib/staff/queries';
import { staffList } from '@/lib/staff/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function StaffPage({ searchParams }: Props) {
  const scope = await requireScope('staff:read');
  const list = staffList.parse(await searchParams);
  const { rows, total } = await inTenant(scope, (tx) => listStaff(tx, scope, list));
  const t = await getTranslations('staff');
  const at = (patch: Partial<typeof list>) => listAddress(routes.staff, { ...list, ...patch });
  const first = (list.page - 1) * STAFF_PER_PAGE;
  const filtered = at({ sort: 'name', page: 1 }) !== listAddress(routes.staff, { sort: 'name' });
  const mayWrite = can(scope.role, 'staff:write');
  const add = mayWrite && (
    <ButtonLink href={routes.newStaff} variant="primary" icon={Plus}>
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
      {(total > 0 || filtered) && <StaffFilters list={list} />}
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {rows.length > 0 ? (
          <>
            <StaffTable rows={rows} list={list} />
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
            icon={BookUser}
            title={list.q ? t('nothing.named', { q: list.q }) : t('nothing.title')}
            action={
              <ButtonLink href={listAddress(routes.staff, { status: 'ALL', q: list.q })}>
                {t('nothing.all')}
              </ButtonLink>
            }
          >
            {t('nothing.body')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={BookUser}
            title={t('empty.title')}
            action={
              mayWrite && (
                <>
                  <ButtonLink href={routes.imports} icon={FileUp}>
                    {t('empty.import')}
                  </ButtonLink>
                  {add}
                </>
              )
            }
          >
            {t('empty.body')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
