import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { validate } from 'uuid';
import { ColumnsForm } from '@/components/imports/columns-form';
import { CommitBar } from '@/components/imports/commit-bar';
import { ImportBroke } from '@/components/imports/import-broke';
import { ImportFailed } from '@/components/imports/import-failed';
import { ImportHead } from '@/components/imports/import-head';
import { ImportProgress } from '@/components/imports/import-progress';
import { ImportReport } from '@/components/imports/import-report';
import { ImportResult } from '@/components/imports/import-result';
import { RowTable } from '@/components/imports/row-table';
import { SilencePanel } from '@/components/imports/silence-panel';
import { Notice } from '@/components/ui/notice';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listWishes } from '@/lib/imports/decisions/queries';
import { getImport, listRows, tallyRows } from '@/lib/imports/queries';
import { previewQuery } from '@/lib/imports/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') };
}

export default async function ImportPage({ params, searchParams }: PageProps<'/admin/import/[importId]'>) {
  const scope = await requireScope('imports:run');
  const { importId: id } = await params;
  if (!validate(id)) notFound();
  const query = previewQuery.parse(await searchParams);
  const of = { institutionId: scope.institution.id, id };
  const found = await inTenant(scope, async (tx) => {
    const view = await getImport(tx, of);
    if (!view) return null;
    const rows = { ...of, wishes: await listWishes(tx, of) };
    return { view, tally: await tallyRows(tx, rows), rows: await listRows(tx, { ...rows, query }) };
  });
  if (!found) notFound();
  const { view, tally, rows } = found;
  const [t, { locale }] = await Promise.all([getTranslations('imports'), getPreferences()]);
  const { timeZone } = scope.institution;
  const table = <RowTable view={view} tally={tally} rows={rows} query={query} timeZone={timeZone} />;

  let body: ReactNode;
  if (view.state === 'READY') {
    body = (
      <>
        <ImportResult kind={view.kind} tally={tally} />
        <ColumnsForm view={view} />
        <SilencePanel importId={view.id} wishes={tally.wishes} />
        {table}
        <CommitBar view={view} tally={tally} locale={locale} />
      </>
    );
  } else if (view.state === 'DONE' || view.state === 'UNDONE') {
    body = (
      <>
        <ImportReport view={view} tally={tally} now={scope.now} timeZone={timeZone} />
        {table}
      </>
    );
  } else if (view.state === 'FAILED') body = <ImportFailed view={view} />;
  else if (view.state === 'DISCARDED') {
    body = (
      <Notice tone="info" title={t('discarded.title')}>
        {t('discarded.body')}
      </Notice>
    );
  } else body = <ImportProgress view={view} />;

  return (
    <>
      <ImportHead view={view} tally={tally} timeZone={timeZone} />
      <ImportBroke view={view} now={scope.now} />
      {body}
    </>
  );
}
