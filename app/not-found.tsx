import { NothingHere } from '@/components/layout/nothing-here';
import { getTranslations } from '@/lib/core/i18n/translations';

/** One body for every 404: absent, foreign and forbidden look the same. */
export default async function NotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <NothingHere frame="blank" title={t('title')} body={t('body')} home={{ href: '/', label: t('home') }} />
  );
}
