import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** A day that has not come holds no lesson; the way back to today is at hand. */
export function FutureNotice({ todayHref }: { todayHref: string }) {
  const t = useTranslations('lessons.form');
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t('future')}
      action={<ButtonLink href={todayHref}>{t('today')}</ButtonLink>}
    >
      {t('futureDo')}
    </Notice>
  );
}

/** This slot holds a lesson already: saving corrects it. */
export function StandsNotice() {
  const t = useTranslations('lessons.form');
  return <Notice tone="info">{t('stands')}</Notice>;
}
