import type { Metadata } from 'next';
import { GuardianTable } from '@/components/guardians/guardian-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterChips } from '@/components/ui/filter-chips';
import { FilterForm } from '@/components/ui/filter-form';
import { FileUp, SearchX, UserPlus, Users } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { GUARDIANS_PER_PAGE, listGuardians } from '@/lib/guardians/list/queries';
import { guardianListQuery } from '@/lib/guardians/list/schema';
import { mayWriteStudents } from '@/lib/students/policy';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guardians'))('title') };
}

export default async function GuardiansPage({ searchParams }: PageProps<'/admin/guardians'>) {
  const scope = await requireScope('guardians:read');
  const query = guardianListQuery.parse(await searchParams);
  const { id: institutionId, country } = scope.institution;
  const { rows, total, all } = await inTenant(scope, (tx) =>
    listGuardians(tx, { institutionId, country, query }),
  );
  const t = await getTranslations('guardians');
  const at = (page: number) => listAddress(routes.guardians, { ...query, page });
  const from = (query.page - 1) * GUARDIANS_PER_PAGE + 1;
  const to = from + rows.length - 1;
  const first = all === 0 && (
    <EmptyState
      icon={Users}
      title={t('list.firstTitle')}
      action={
        mayWriteStudents(scope.role) && (
          <>
            <ButtonLink href={routes.imports} variant="primary" icon={FileUp}>
              {t('list.import')}
            </ButtonLink>
            <ButtonLink href={routes.newStudent} icon={UserPlus}>
              {t('list.enrol')}
            </ButtonLink>
          </>
        )
      }
    >
      {t('list.firstBody')}
    </EmptyState>
  );
  const none = (
    <EmptyState
      icon={SearchX}
      title={t('list.noneTitle', { q: query.q })}
      action={
        <ButtonLink href={routes.guardians} variant="primary">
          {t('list.showAll')}
        </ButtonLink>
      }
    >
      {t('list.noneBody')}
    </EmptyState>
  );
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { count: all })} />
      {all > 0 && (
        <FilterForm action={routes.guardians} search={{ label: t('list.search'), value: query.q }} />
      )}
      {query.q && (
        <FilterChips
          chips={[{ label: t('list.chipSearch', { q: query.q }), href: routes.guardians }]}
          clearHref={routes.guardians}
          summary={t('list.matching', { count: total })}
        />
      )}
      <Sheet padded={false} ruled={false} className="overflow-hidden">
        {rows.length > 0 ? (
          <>
            <GuardianTable rows={rows} />
            <Pager
              {...{ from, to, total }}
              backHref={query.page > 1 ? at(query.page - 1) : undefined}
              nextHref={to < total ? at(query.page + 1) : undefined}
            />
          </>
        ) : (
          first || none
        )}
      </Sheet>
    </>
  );
}
