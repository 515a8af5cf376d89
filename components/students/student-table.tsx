import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { CircleDashed } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { sortLink } from '@/lib/students/list/rules';
import type { StudentListQuery, StudentRow } from '@/lib/students/list/schema';

/** The register's lines; the column of the status appears only where both kinds may be listed. */
export function StudentTable({ rows, query }: { rows: StudentRow[]; query: StudentListQuery }) {
  const t = useTranslations('students');
  const format = useFormat();
  const tag = useLocale();
  const language = localeOfTag(tag);
  const columns: Column<StudentRow>[] = [
    {
      key: 'name',
      head: t('list.student'),
      sort: sortLink(query, 'name'),
      cell: ({ id, name, nativeName }) => ({ person: { name, nativeName, href: routes.student(id) } }),
    },
    {
      key: 'roll',
      head: t('list.roll'),
      sort: sortLink(query, 'roll'),
      cell: ({ rollNo }) => rollNo && { code: rollNo },
    },
    {
      key: 'halqa',
      head: t('list.halqa'),
      cell: ({ halqa, halqaNative, status }) =>
        halqa
          ? { name: nameIn({ name: halqa, nativeName: halqaNative }, language) }
          : status === 'LEFT' && (
              <Badge tone="plain" icon={CircleDashed}>
                {t('status.LEFT')}
              </Badge>
            ),
    },
    { key: 'programme', head: t('list.programme'), cell: ({ programme }) => t(`programme.${programme}`) },
    { key: 'guardian', head: t('list.guardian'), cell: ({ guardian }) => guardian && { name: guardian } },
    {
      key: 'lesson',
      head: t('list.lastLesson'),
      cell: ({ lastLessonOn }) => (lastLessonOn ? format.dateShort(lastLessonOn) : t('profile.never')),
    },
    {
      key: 'admitted',
      head: t('list.admitted'),
      sort: sortLink(query, 'admitted'),
      deskOnly: true,
      cell: ({ admittedOn }) => format.date(admittedOn),
    },
  ];
  return <DataTable caption={t('list.caption')} rows={rows} rowKey={({ id }) => id} columns={columns} />;
}
