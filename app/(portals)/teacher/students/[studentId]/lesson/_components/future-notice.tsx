import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { DaySession } from '@/lib/attendance/rules';
import { routes } from '@/lib/core/routes';
import type { LessonKind } from '@/lib/lessons/rules';

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

/** Another session of the day has this kind: it is corrected there. */
export function HeardNotice({
  studentId,
  ...at
}: {
  studentId: string;
  date: string;
  kind: LessonKind;
  session: DaySession;
}) {
  const t = useTranslations('lessons');
  const names = useTranslations('attendance.sessions');
  return (
    <Notice tone="info">
      {t('form.heardIn', { session: names(at.session) })}{' '}
      <Link href={routes.recordLesson(studentId, at)} prefetch={false} className="link">
        {t('correctThere')}
      </Link>
    </Notice>
  );
}
