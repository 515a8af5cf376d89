import { getTranslations } from 'next-intl/server';
import { BlankPage } from '@/components/layout/blank-page';
import { ButtonLink } from '@/components/ui/button';

/** One body for every 404: absent, foreign and forbidden look the same. */
export default async function NotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <BlankPage title={t('title')} body={t('body')}>
      <ButtonLink href="/" variant="primary">
        {t('home')}
      </ButtonLink>
    </BlankPage>
  );
}
