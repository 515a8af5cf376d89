import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';
import type { ChildMark, ChildPage } from '@/lib/parents/queries';
import { LessonRows } from './lesson-rows';
import { useMarkWords } from './mark-words';

export async function TodayLessons({ page, today }: { page: ChildPage; today: LocalDate }) {
  const [t, format] = await Promise.all([getTranslations('parent.today'), getFormat()]);
  const { child } = page;
  const lessons = page.lessons.filter(({ date }) => date === today);
  const marks = page.attendance.filter(({ date }) => date === today);
  // Who recited was there: presence alone is not said.
  const mark = marks.some(({ status }) => status !== 'PRESENT');
  const last = page.lessons[0]?.date;
  return (
    <Sheet
      title={t('title')}
      aside={
        <Link href={routes.childDiary(child.id)} prefetch={false} className="link tap-area text-small">
          {t('diary')}
        </Link>
      }
    >
      {mark && <MarkOfToday marks={marks} />}
      {lessons.length > 0 && <LessonRows lessons={lessons} child={child} />}
      {lessons.length === 0 && !mark && <p className="text-ink-2">{t('none')}</p>}
      {lessons.length === 0 && last && (
        <p className="text-small text-ink-2">{t('last', { day: format.dateWithDay(last) })}</p>
      )}
      {child.ustadh && (
        <p className="mt-2 text-small text-ink-2">{t('ustadh', { name: await nameFor(child.ustadh) })}</p>
      )}
    </Sheet>
  );
}

function MarkOfToday({ marks }: { marks: ChildMark[] }) {
  const t = useTranslations('parent.today');
  const markWords = useMarkWords();
  return <p className="text-ink-2">{t('mark', { what: markWords(marks) })}</p>;
}
