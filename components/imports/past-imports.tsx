import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import type { PastImport } from '@/lib/imports/view/schema';
import { StateBadge } from './state-badge';

/** What was brought before, newest first. */
export function PastImports({ past, timeZone }: { past: PastImport[]; timeZone: string }) {
  const t = useTranslations('imports');
  const format = useFormat();
  const day = (at: Date) => `${format.date(localDateAt(at, timeZone))} · ${format.time(at, timeZone)}`;
  return (
    <DataTable
      caption={t('past.title')}
      rows={past}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'file',
          head: t('past.file'),
          cell: ({ id, fileName, kind }) => (
            <span className="grid justify-items-start">
              <Link
                href={routes.import(id)}
                prefetch={false}
                className="tap-area font-medium hover:underline"
              >
                <bdi>{fileName || t('upload.pasted')}</bdi>
              </Link>
              <span className="text-caption text-ink-3">{t(`kinds.${kind}`)}</span>
            </span>
          ),
        },
        {
          key: 'rows',
          head: t('past.rows'),
          align: 'end',
          cell: ({ totalRows }) => format.number(totalRows),
        },
        { key: 'when', head: t('past.when'), cell: ({ createdAt }) => day(createdAt) },
        { key: 'state', head: t('past.state'), cell: ({ state }) => <StateBadge state={state} /> },
      ]}
    />
  );
}
