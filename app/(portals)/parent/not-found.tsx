import { getTranslations } from 'next-intl/server';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { routes } from '@/lib/core/routes';

/** Absent, foreign and forbidden look the same. */
export default async function ParentNotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <>
      <PhoneHead title={t('title')} />
      <PhoneMain>
        <p className="text-ink-2">{t('body')}</p>
        <ButtonLink href={routes.parent} variant="primary" className="justify-self-start">
          {t('home')}
        </ButtonLink>
      </PhoneMain>
    </>
  );
}
