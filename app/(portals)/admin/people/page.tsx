import type { Metadata } from 'next';
import Link from 'next/link';
import { PeopleFilters } from '@/components/people/people-filters';
import { PeopleTable } from '@/components/people/people-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { UserCheck, UserPlus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { listCampusOptions } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { countGuardianSignIns, listPeople, PEOPLE_PER_PAGE } from '@/lib/people/queries';
import { peopleList } from '@/lib/people/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function PeoplePage({ searchParams }: Props) {
  const scope = await requireScope('people:read');
  const list = peopleList.parse(await searchParams);
  const { rows, total, guardians, campuses } = await inTenant(scope, async (tx) => ({
    ...(await listPeople(tx, scope, list)),
    guardians: await countGuardianSignIns(tx, scope),
    campuses: await listCampusOptions(tx, scope),
  }));
  const t = await getTranslations('people');
  const at = (patch: Partial<typeof list>) => listAddress(routes.people, { ...list, ...patch });
  const first = (list.page - 1) * PEOPLE_PER_PAGE;
  const toGuardians = (words: React.ReactNode) => (
    <Link href={routes.guardians} prefetch={false} className="link tap-area">
      {words}
    </Link>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        lead={
          <>
            {t('lead', { count: total })} {t.rich('guardians', { count: guardians, link: toGuardians })}
          </>
        }
        actions={
          <ButtonLink href={routes.newPerson} variant="primary" icon={UserPlus}>
            {t('invite')}
          </ButtonLink>
        }
      />
      <PeopleFilters list={list} campuses={campuses} />
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {rows.length > 0 ? (
          <>
            <PeopleTable rows={rows} list={list} timeZone={scope.institution.timeZone} />
            <Pager
              from={first + 1}
              to={first + rows.length}
              total={total}
              backHref={list.page > 1 ? at({ page: list.page - 1 }) : undefined}
              nextHref={first + rows.length < total ? at({ page: list.page + 1 }) : undefined}
            />
          </>
        ) : (
          <EmptyState
            icon={UserCheck}
            title={list.q ? t('nothing.named', { q: list.q }) : t('nothing.title')}
            action={
              <ButtonLink href={listAddress(routes.people, { state: 'ALL', q: list.q })}>
                {t('nothing.all')}
              </ButtonLink>
            }
          >
            {t('nothing.body')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
