import { getTranslations } from 'next-intl/server';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { routes } from '@/lib/core/routes';

/** Absent, foreign and forbidden look the same. */
export default async function TeacherNotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <>
      <PhoneHead title={t('title')} />
      <PhoneMain>
        <hr className="rule-double" />
        <p className="text-ink-2">{t('body')}</p>
        <ButtonLink href={routes.teacher} variant="primary">
          {t('home')}
        </ButtonLink>
      </PhoneMain>
    </>
  );
}
