import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { Phone } from '@/components/ui/figures';
import { useFormat } from '@/lib/core/i18n/get-format';
import { listAddress, sortLink } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';
import type { Access } from '@/lib/staff/rules';
import type { StaffList } from '@/lib/staff/schema';
import { AccessBadge } from './access-badge';

type Named = { id: string; name: string; nativeName: string | null };

export type StaffLine = Named & {
  phone: string | null;
  joinedOn: LocalDate | null;
  halqas: Named[];
  access: Access;
};

/** The register of asatidha, sorted through its heads. */
export function StaffTable({ rows, list }: { rows: StaffLine[]; list: StaffList }) {
  const t = useTranslations('staff');
  const format = useFormat();
  const sort = (column: StaffList['sort']) =>
    sortLink(list.sort, column, (next) => listAddress(routes.staff, { ...list, sort: next, page: 1 }));
  return (
    <DataTable<StaffLine>
      caption={t('title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('columns.name'),
          sort: sort('name'),
          cell: ({ id, name, nativeName }) => ({
            person: { name, nativeName, href: routes.staffMember(id) },
          }),
        },
        {
          key: 'halqas',
          head: t('columns.halqas'),
          cell: ({ halqas }) =>
            halqas.length > 0 ? (
              <ul className="grid gap-1">
                {halqas.map(({ id, name }) => (
                  <li key={id}>
                    <Link href={routes.halqa(id)} prefetch={false} className="link tap-area">
                      <bdi>{name}</bdi>
                    </Link>
                  </li>
                ))}
              </ul>
            ) : (
              <span className="text-ink-3">{t('none')}</span>
            ),
        },
        {
          key: 'phone',
          head: t('columns.phone'),
          cell: ({ phone }) => (phone ? <Phone number={phone} /> : '–'),
        },
        {
          key: 'joined',
          head: t('columns.joined'),
          sort: sort('joined'),
          cell: ({ joinedOn }) => (
            <span className="whitespace-nowrap">{joinedOn ? format.date(joinedOn) : '–'}</span>
          ),
        },
        {
          key: 'access',
          head: t('columns.access'),
          cell: ({ access }) => <AccessBadge access={access} />,
        },
      ]}
    />
  );
}
