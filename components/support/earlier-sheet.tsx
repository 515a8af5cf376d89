import { DataTable } from '@/components/ui/data-table';
import { Sheet } from '@/components/ui/sheet';
import type { Format } from '@/lib/core/i18n/format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { Grant } from '@/lib/support/rules';
import { momentAt } from './moments';
import { StateBadge } from './state-badge';

/** Requests and visits of before; each leads to its receipt. */
export async function EarlierSheet({
  grants,
  format,
  timeZone,
}: {
  grants: Grant[];
  format: Format;
  timeZone: string;
}) {
  const t = await getTranslations('support.earlier');
  return (
    <Sheet title={t('title')} padded={false} className="overflow-clip">
      {grants.length > 0 ? (
        <DataTable
          caption={t('title')}
          rows={grants}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'ticket',
              head: t('ticket'),
              cell: ({ id, ticket }) => (
                <a href={routes.supportGrant(id)} className="link" aria-label={t('open', { ticket })}>
                  <bdi>{ticket}</bdi>
                </a>
              ),
            },
            { key: 'who', head: t('who'), cell: ({ requesterName }) => <bdi>{requesterName}</bdi> },
            {
              key: 'when',
              head: t('when'),
              cell: ({ createdAt }) => momentAt(format, createdAt, timeZone),
            },
            { key: 'state', head: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
          ]}
        />
      ) : (
        <p className="px-4 py-4 text-small text-ink-2 sm:px-6">{t('none')}</p>
      )}
    </Sheet>
  );
}
