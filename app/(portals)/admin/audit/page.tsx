import type { Metadata } from 'next';
import { ChainSheet } from '@/components/audit/chain-sheet';
import { EntryList } from '@/components/audit/entry-list';
import { TrailChips } from '@/components/audit/trail-chips';
import { TrailFilters } from '@/components/audit/trail-filters';
import { TrailPager } from '@/components/audit/trail-pager';
import { getAuditWords } from '@/components/audit/words';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Download, History } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { findHead, getChildName, getTrail, listWriters, verifyTrail } from '@/lib/audit/queries';
import { trailAddress, trailFilter } from '@/lib/audit/schema';
import { auditActions } from '@/lib/core/audit-actions';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function AuditPage({ searchParams }: Props) {
  const scope = await requireScope('audit:read');
  const address = trailAddress.parse(await searchParams);
  const filter = trailFilter.parse(address);
  const { id: institutionId, timeZone } = scope.institution;
  const [t, words] = await Promise.all([getTranslations('audit'), getAuditWords(scope.institution)]);
  const { trail, writers, child, verdict, noted } = await inTenant(scope, async (tx) => ({
    trail: await getTrail(
      tx,
      { institutionId, timeZone },
      { filter, saying: words.saying(filter.q, auditActions), before: address.before, after: address.after },
    ),
    writers: await listWriters(tx, institutionId),
    child: filter.child ? await getChildName(tx, { institutionId, id: filter.child }) : null,
    verdict: address.check ? await verifyTrail(tx) : undefined,
    noted: address.head
      ? { head: address.head, found: await findHead(tx, { institutionId, head: address.head }) }
      : undefined,
  }));
  const at = (page: { before?: number; after?: number } = {}) =>
    listAddress(routes.audit, { ...filter, ...page });
  const filtered = at() !== routes.audit;
  const people = writers.map(({ userId, role, who }) => ({
    value: userId,
    label: who ? words.nameOf(who) : words.role(role),
  }));
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={
          trail.entries.length > 0 && (
            <ButtonLink
              href={listAddress(routes.auditExport, filter)}
              icon={Download}
              title={t('exportNote')}
              prefetch={false}
            >
              {t('export')}
            </ButtonLink>
          )
        }
      />
      <TrailFilters filter={filter} writers={people} today={scope.today} />
      {filtered && <TrailChips filter={filter} people={people} child={child && words.nameOf(child)} />}
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {trail.entries.length > 0 ? (
          <>
            <EntryList entries={trail.entries} places={trail.places} words={words} timeZone={timeZone} />
            <TrailPager
              newerHref={trail.newer === null ? undefined : at({ after: trail.newer })}
              olderHref={trail.older === null ? undefined : at({ before: trail.older })}
            />
          </>
        ) : (
          <EmptyState
            icon={History}
            title={t(filtered ? 'none.title' : 'empty.title')}
            {...(filtered && { action: <ButtonLink href={routes.audit}>{t('none.all')}</ButtonLink> })}
          >
            {t(filtered ? 'none.body' : 'empty.body')}
          </EmptyState>
        )}
      </Sheet>
      <ChainSheet verdict={verdict} noted={noted} now={scope.now} timeZone={timeZone} />
    </>
  );
}
