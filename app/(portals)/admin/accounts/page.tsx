import type { Metadata } from 'next';
import { Desk } from '@/components/people/desk';
import { PageHead } from '@/components/ui/page-head';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.desk'))('accountant.title') };
}

/** Where an accountant lands until fees are part of the register. */
export default async function AccountsPage() {
  const { institution } = await requireScope('accounts:read');
  const t = await getTranslations('people.desk.accountant');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { institution: institution.name })} />
      <Desk of="accountant" />
    </>
  );
}
