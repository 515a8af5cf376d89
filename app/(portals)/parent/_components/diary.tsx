import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { ChildPage } from '@/lib/parents/queries';
import { DIARY_DAYS } from '@/lib/parents/schema';
import { DiaryDays } from './diary-days';
import { useLessonLines } from './lesson-rows';
import { useMarkWords } from './mark-words';

interface Day {
  date: LocalDate;
  lessons: ChildPage['lessons'];
  marks: ChildPage['attendance'];
}

interface Props {
  page: ChildPage;
  today: LocalDate;
  /** How far back it goes. */
  days: number;
}

function daysOf({ lessons, attendance }: ChildPage, since: LocalDate): Day[] {
  const dates = new Set([...lessons, ...attendance].map(({ date }) => date).filter((date) => date >= since));
  return [...dates]
    .sort()
    .reverse()
    .map((date) => ({
      date,
      lessons: lessons.filter((lesson) => lesson.date === date),
      marks: attendance.filter((mark) => mark.date === date),
    }));
}

/** Day by day, newest first: whether the child came, what was heard. */
export function Diary({ page, today, days }: Props) {
  const t = useTranslations('parent.diary');
  const format = useFormat();
  const markWords = useMarkWords();
  const lessonLines = useLessonLines(page.child);
  const lines = daysOf(page, addDays(today, -days)).map(({ date, marks, lessons }) => ({
    key: date,
    day: format.dateWithDay(date),
    mark: marks.length > 0 ? markWords(marks) : undefined,
    lessons: lessonLines(lessons),
  }));
  return (
    <div id="diary">
      <Sheet title={t('title')} note={t('lead', { days })}>
        {lines.length > 0 ? (
          <DiaryDays lines={lines} noLesson={t('noLesson')} />
        ) : (
          <p className="text-ink-2">{t('none', { days })}</p>
        )}
        {days < DIARY_DAYS.all && (
          <ButtonLink href={routes.childDiary(page.child.id, 'all')} variant="secondary" block>
            {t('earlier')}
          </ButtonLink>
        )}
      </Sheet>
    </div>
  );
}
