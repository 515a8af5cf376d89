import { useLocale, useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Ltr } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import type { GuardianChild, GuardianPage } from '@/lib/guardians/schema';
import { MessageBadge } from './message-badge';

/** The children that a person answers for. */
export function ChildrenSheet({ guardian, timeZone }: { guardian: GuardianPage; timeZone: string }) {
  const t = useTranslations('guardians');
  const students = useTranslations('students.list');
  const tag = useLocale();
  const { children, phones, wrongPhones, language } = guardian;
  if (children.length === 0)
    return (
      <Sheet title={t('page.children')}>
        <p className="text-ink-2">{t('page.noChildren')}</p>
      </Sheet>
    );
  const columns: Column<GuardianChild>[] = [
    {
      key: 'name',
      head: students('student'),
      cell: ({ id, name, nativeName }) => ({ person: { name, nativeName, href: routes.student(id) } }),
    },
    { key: 'roll', head: students('roll'), cell: ({ rollNo }) => rollNo && <Ltr>{rollNo}</Ltr> },
    {
      key: 'halqa',
      head: t('page.halqa'),
      cell: ({ halqa, halqaNative }) =>
        halqa ? nameIn({ name: halqa, nativeName: halqaNative }, localeOfTag(tag)) : t('page.left'),
    },
    { key: 'relation', head: t('page.relation'), cell: ({ relation }) => t(`relation.${relation}`) },
    {
      key: 'messages',
      head: t('page.messages'),
      cell: (child) => (
        <MessageBadge link={{ ...child, phones, wrongPhones, language }} timeZone={timeZone} />
      ),
    },
  ];
  return (
    <Sheet title={t('page.children')} padded={false} className="overflow-hidden">
      <DataTable
        caption={t('page.children')}
        columns={columns}
        rows={children}
        rowKey={({ linkId }) => linkId}
      />
    </Sheet>
  );
}
