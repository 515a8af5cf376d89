import { NothingHere } from '@/components/layout/nothing-here';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export default async function AdminNotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <NothingHere
      frame="desk"
      title={t('title')}
      body={t('body')}
      home={{ href: routes.admin, label: t('home') }}
    />
  );
}
