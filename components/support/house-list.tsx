import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Ban, CircleCheck, Eye } from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { House } from '@/lib/support/rules';

const looks = {
  OPEN: { tone: 'good', icon: CircleCheck },
  READ_ONLY: { tone: 'warn', icon: Eye },
  SUSPENDED: { tone: 'bad', icon: Ban },
} as const;

/** Institutions by name and state: all that is seen of them from outside. */
export async function HouseList({ houses }: { houses: House[] }) {
  const t = await getTranslations('support.own');
  return (
    <DataTable
      caption={t('title')}
      rows={houses}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('name'),
          cell: ({ name, nativeName }) => <PersonName name={name} nativeName={nativeName} />,
        },
        {
          key: 'state',
          head: t('state'),
          cell: ({ status }) => {
            const known = status as keyof typeof looks;
            return <Badge {...looks[known]}>{t(`statuses.${known}`)}</Badge>;
          },
        },
        {
          key: 'ask',
          head: t('ask'),
          align: 'end',
          cell: ({ id, name, status }) =>
            status === 'OPEN' && (
              <ButtonLink href={routes.askSupport(id)} aria-label={t('askOne', { institution: name })}>
                {t('ask')}
              </ButtonLink>
            ),
        },
      ]}
    />
  );
}
