import type { Metadata } from 'next';
import { SectionList } from '@/components/settings/section-list';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function SettingsPage() {
  await requireScope('settings:read');
  const t = await getTranslations('settings');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Sheet padded={false} ruled={false} className="max-w-3xl overflow-clip">
        <SectionList />
      </Sheet>
    </>
  );
}
