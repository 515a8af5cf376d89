import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { PersonName } from '@/components/ui/person-name';
import { useFormat } from '@/lib/core/i18n/get-format';
import { listAddress, sortLink } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import type { OfficeRole, PersonState as State } from '@/lib/people/rules';
import type { PeopleList } from '@/lib/people/schema';
import { PersonState } from './person-state';

export interface PersonLine {
  id: string;
  name: string | null;
  nativeName: string | null;
  role: OfficeRole;
  campus: string | null;
  state: State;
  self: boolean;
  secondFactor: boolean | null;
  seenAt: Date | null;
}

interface Props {
  rows: PersonLine[];
  list: PeopleList;
  timeZone: string;
}

/** Everyone with a role in the house: one line for each role. */
export function PeopleTable({ rows, list, timeZone }: Props) {
  const t = useTranslations('people');
  const roles = useTranslations('auth.roles');
  const format = useFormat();
  const sort = (column: PeopleList['sort']) =>
    sortLink(list.sort, column, (next) => listAddress(routes.people, { ...list, sort: next, page: 1 }));
  const roleOf = ({ role, campus }: PersonLine) =>
    campus ? t('ofCampus', { role: roles(role), campus }) : roles(role);
  return (
    <DataTable<PersonLine>
      caption={t('title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('columns.name'),
          sort: sort('name'),
          cell: ({ id, name, nativeName, self }) => (
            <span className="flex flex-wrap items-baseline gap-x-2">
              <PersonName name={name ?? t('noName')} nativeName={nativeName} href={routes.person(id)} />
              {self && <span className="text-caption text-ink-3">{t('self')}</span>}
            </span>
          ),
        },
        { key: 'role', head: t('columns.role'), cell: (row) => <bdi>{roleOf(row)}</bdi> },
        { key: 'state', head: t('columns.state'), cell: ({ state }) => <PersonState state={state} /> },
        {
          key: 'factor',
          head: t('columns.factor'),
          cell: ({ secondFactor }) =>
            secondFactor === null ? '–' : secondFactor ? t('factor.yes') : t('factor.no'),
        },
        {
          key: 'seen',
          head: t('columns.seen'),
          sort: sort('seen'),
          cell: ({ seenAt }) => (
            <span className="whitespace-nowrap">
              {seenAt ? format.date(localDateAt(seenAt, timeZone)) : t('never')}
            </span>
          ),
        },
      ]}
    />
  );
}
