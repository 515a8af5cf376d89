import type { Metadata } from 'next';
import { SelectField } from '@/components/forms/choice-fields';
import { DateField } from '@/components/forms/text-field';
import { ChannelAlarm } from '@/components/messages/channel-alarm';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterForm } from '@/components/ui/filter-form';
import { MessageCircle } from '@/components/ui/icons';
import { Tabs } from '@/components/ui/link-row';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { getChannel } from '@/lib/messages/channel/queries';
import { DELIVERIES_PER_PAGE, listDeliveries } from '@/lib/messages/queries';
import { DELIVERY_STATES, MESSAGE_KINDS, messageLog } from '@/lib/messages/schema';
import { DeliveryTable } from './delivery-table';
import { MessageRooms } from './message-rooms';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageLog'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function MessagesPage({ searchParams }: Props) {
  const scope = await requireScope('messages:read');
  const log = messageLog.parse(await searchParams);
  const { rows, counts, channel } = await inTenant(scope, async (tx) => ({
    ...(await listDeliveries(tx, scope, log)),
    channel: await getChannel(tx, { institutionId: scope.institution.id }),
  }));
  const [t, words, format] = await Promise.all([
    getTranslations('messageLog'),
    getTranslations('messages'),
    getFormat(),
  ]);
  const mayWrite = can(scope.role, 'messages:write');
  const all = DELIVERY_STATES.reduce((sum, state) => sum + counts[state], 0);
  const total = log.state ? counts[log.state] : all;
  const at = (patch: Partial<typeof log>) => listAddress(routes.messages, { ...log, asked: '', ...patch });
  const filtered = at({ page: 1 }) !== routes.messages;
  const first = (log.page - 1) * DELIVERIES_PER_PAGE;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead', { count: all, period: log.day ? 'day' : 'days' })}
        actions={<MessageRooms mayWrite={mayWrite} />}
      />
      <ChannelAlarm channel={channel} />
      {log.asked && (
        <Notice tone="good" role="status" title={t('asked')}>
          {t('askedNote')}
          <AutoRefresh seconds={3} minutes={2} />
        </Notice>
      )}
      {(all > 0 || filtered) && (
        <>
          <FilterForm
            action={routes.messages}
            search={{ label: t('search'), value: log.q }}
            keep={{ ...(log.state && { state: log.state }) }}
          >
            <SelectField
              name="kind"
              label={t('kind')}
              placeholder={t('allKinds')}
              defaultValue={log.kind}
              options={MESSAGE_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
            />
            <DateField name="day" label={t('day')} max={scope.today} defaultValue={log.day} />
          </FilterForm>
          <Tabs
            label={t('states')}
            items={[
              {
                href: at({ state: '', page: 1 }),
                label: t('all'),
                count: format.number(all),
                current: !log.state,
              },
              ...DELIVERY_STATES.map((state) => ({
                href: at({ state, page: 1 }),
                label: words(`states.${state}`),
                count: format.number(counts[state]),
                current: log.state === state,
              })),
            ]}
          />
        </>
      )}
      <Sheet padded={false} ruled={false} className="overflow-clip">
        {rows.length > 0 ? (
          <>
            <DeliveryTable
              rows={rows}
              timeZone={scope.institution.timeZone}
              today={scope.today}
              mayWrite={mayWrite}
            />
            <Pager
              from={first + 1}
              to={first + rows.length}
              total={total}
              backHref={log.page > 1 ? at({ page: log.page - 1 }) : undefined}
              nextHref={first + rows.length < total ? at({ page: log.page + 1 }) : undefined}
            />
          </>
        ) : filtered ? (
          <EmptyState
            icon={MessageCircle}
            title={t('nothing.title')}
            action={<ButtonLink href={routes.messages}>{t('nothing.all')}</ButtonLink>}
          >
            {t('nothing.body')}
          </EmptyState>
        ) : (
          <EmptyState icon={MessageCircle} title={t('empty.title')}>
            {t('empty.body')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
