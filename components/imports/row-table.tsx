import { clsx } from 'clsx';
import Link from 'next/link';
import { ButtonLink } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Download, SearchX } from '@/components/ui/icons';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { type PreviewQuery, SHOWS, type Show } from '@/lib/imports/schema';
import { type ImportView, ROWS_PER_PAGE, type RowView, type Tally } from '@/lib/imports/view/schema';
import { ErasedNotice } from './erased-notice';
import { Found } from './found';
import { rowColumns } from './row-columns';

interface Props {
  view: ImportView;
  tally: Tally;
  rows: RowView[];
  query: PreviewQuery;
  timeZone: string;
}

/** The rows of a file, fifty at a time, with the filters of the office's question: all, to look at, refused. */
export async function RowTable({ view, tally, rows, query, timeZone }: Props) {
  if (view.erasedAt) return <ErasedNotice on={localDateAt(view.erasedAt, timeZone)} />;
  const { id, kind, header, mapping } = view;
  const t = await getTranslations('imports');
  const counts: Record<Show, number> = {
    all: view.totalRows,
    decide: tally.verdicts.REVIEW,
    look: tally.verdicts.WARNING + tally.verdicts.REVIEW,
    refused: tally.verdicts.REFUSED,
  };
  const shows = SHOWS.filter((show) => show !== 'decide' || counts.decide > 0 || query.show === 'decide');
  const address = (change: Partial<PreviewQuery>) => {
    const { show, page } = { ...query, ...change };
    return listAddress(routes.import(id), { show: show === 'all' ? '' : show, page });
  };
  const from = (query.page - 1) * ROWS_PER_PAGE + 1;
  const to = from + rows.length - 1;
  const found = {
    key: 'found',
    head: t('rows.found'),
    cell: (row: RowView) => (
      <Found
        importId={id}
        row={row}
        header={header}
        mapping={mapping}
        staff={kind === 'ASATIDHA'}
        open={view.state === 'READY'}
      />
    ),
  };
  return (
    <Sheet padded={false}>
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3 sm:px-6">
        <nav
          aria-label={t('rows.show')}
          className="flex max-w-full overflow-x-auto rounded-control border border-edge"
        >
          {shows.map((show) => (
            <Link
              key={show}
              href={address({ show, page: 1 })}
              prefetch={false}
              scroll={false}
              aria-current={show === query.show ? 'true' : undefined}
              className={clsx(
                'inline-flex min-h-tap items-center border-line px-4 text-small font-medium whitespace-nowrap not-first:border-s',
                show === query.show ? 'bg-emerald text-on-emerald' : 'bg-sheet hover:bg-sunk',
              )}
            >
              {t(`rows.${show}`, { count: counts[show] })}
            </Link>
          ))}
        </nav>
        {tally.verdicts.REFUSED + tally.undecided > 0 && (
          <ButtonLink href={routes.importUnsaved(id)} icon={Download} download>
            {t('rows.download')}
          </ButtonLink>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t('rows.none')}>
          {t('rows.noneBody')}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={t('rows.title')}
            columns={[...(await rowColumns(kind, mapping)), found]}
            rows={rows}
            rowKey={(row) => String(row.rowNo)}
            rowTone={(row) => (row.verdict === 'REFUSED' ? 'bad' : undefined)}
          />
          <Pager
            from={from}
            to={to}
            total={counts[query.show]}
            backHref={query.page > 1 ? address({ page: query.page - 1 }) : undefined}
            nextHref={to < counts[query.show] ? address({ page: query.page + 1 }) : undefined}
          />
        </>
      )}
    </Sheet>
  );
}
