import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Phone } from '@/components/ui/figures';
import { routes } from '@/lib/core/routes';
import type { GuardianRow } from '@/lib/guardians/list/schema';

export function GuardianTable({ rows }: { rows: GuardianRow[] }) {
  const t = useTranslations('guardians');
  const columns: Column<GuardianRow>[] = [
    {
      key: 'name',
      head: t('list.guardian'),
      cell: ({ id, name, nativeName }) => ({ person: { name, nativeName, href: routes.guardian(id) } }),
    },
    {
      key: 'phone',
      head: t('list.phone'),
      cell: ({ phone }) => (phone ? <Phone number={phone} call /> : t('list.none')),
    },
    {
      key: 'children',
      head: t('list.children'),
      cell: ({ children }) =>
        children.length === 0
          ? t('list.none')
          : children.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <Link href={routes.student(id)} prefetch={false} className="hover:underline">
                  <bdi>{name}</bdi>
                </Link>
              </span>
            )),
    },
    {
      key: 'language',
      head: t('list.language'),
      cell: ({ language }) => t(`language.${language as 'en' | 'ur' | 'ar'}`),
    },
  ];
  return <DataTable caption={t('list.caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
