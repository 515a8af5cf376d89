import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { UserRoundX } from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import type { DaySession } from '@/lib/attendance/rules';
import { listAddress, sortLink } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import type { HalqaList } from '@/lib/halqas/schema';
import type { Programme } from '@/lib/students/rules';

type Named = { id: string; name: string; nativeName: string | null };

export type HalqaLine = Named & {
  programme: Programme;
  sessions: DaySession[];
  capacity: number;
  campus: Named;
  ustadh: Named | null;
  students: number;
};

/** The register of halqas, sorted through its heads. */
export function HalqaTable({ rows, list }: { rows: HalqaLine[]; list: HalqaList }) {
  const t = useTranslations('halqas');
  const sort = (column: HalqaList['sort']) =>
    sortLink(list.sort, column, (next) => listAddress(routes.halqas, { ...list, sort: next, page: 1 }));
  return (
    <DataTable<HalqaLine>
      caption={t('title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('columns.name'),
          sort: sort('name'),
          cell: ({ id, name, nativeName }) => ({ person: { name, nativeName, href: routes.halqa(id) } }),
        },
        {
          key: 'ustadh',
          head: t('columns.ustadh'),
          cell: ({ ustadh }) =>
            ustadh ? (
              <PersonName
                name={ustadh.name}
                nativeName={ustadh.nativeName}
                href={routes.staffMember(ustadh.id)}
              />
            ) : (
              <Badge tone="warn" icon={UserRoundX}>
                {t('noUstadh')}
              </Badge>
            ),
        },
        {
          key: 'session',
          head: t('columns.session'),
          cell: ({ sessions }) => sessions.map((session) => t(`sessions.${session}`)).join(t('comma')),
        },
        {
          key: 'programme',
          head: t('columns.programme'),
          cell: ({ programme }) => t(`programmes.${programme}`),
        },
        {
          key: 'campus',
          head: t('columns.campus'),
          sort: sort('campus'),
          cell: ({ campus }) => <bdi>{campus.name}</bdi>,
        },
        {
          key: 'students',
          head: t('columns.students'),
          align: 'end',
          sort: sort('capacity'),
          cell: ({ students, capacity }) => t('places', { children: students, capacity }),
        },
      ]}
    />
  );
}
