import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { ChildPage } from '@/lib/parents/queries';
import { DIARY_DAYS } from '@/lib/parents/schema';
import { LessonRows } from './lesson-rows';
import { useMarkWords } from './mark-words';

interface Day {
  date: LocalDate;
  lessons: ChildPage['lessons'];
  mark: ChildPage['attendance'][number] | undefined;
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
      mark: attendance.find((mark) => mark.date === date),
    }));
}

function DiaryDay({ day, page }: { day: Day; page: ChildPage }) {
  const t = useTranslations('parent.diary');
  const markWords = useMarkWords();
  const format = useFormat();
  return (
    <li className="border-line pt-3 not-last:border-b not-last:pb-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-small font-semibold">{format.dateWithDay(day.date)}</h3>
        {day.mark && <span className="text-caption text-ink-2">{markWords(day.mark)}</span>}
      </div>
      {day.lessons.length > 0 ? (
        <LessonRows lessons={day.lessons} child={page.child} />
      ) : (
        <p className="pb-2 text-small text-ink-3">{t('noLesson')}</p>
      )}
    </li>
  );
}

/** Day by day, newest first: whether the child came, what was heard. */
export function Diary({ page, today, days }: Props) {
  const t = useTranslations('parent.diary');
  const lines = daysOf(page, addDays(today, -days));
  return (
    <div id="diary">
      <Sheet title={t('title')} note={t('lead', { days })}>
        {lines.length > 0 ? (
          <ol>
            {lines.map((day) => (
              <DiaryDay key={day.date} day={day} page={page} />
            ))}
          </ol>
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
