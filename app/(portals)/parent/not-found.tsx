import { NothingHere } from '@/components/layout/nothing-here';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export default async function ParentNotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <NothingHere
      frame="phone"
      title={t('title')}
      body={t('body')}
      home={{ href: routes.parent, label: t('home') }}
    />
  );
}
