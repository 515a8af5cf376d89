import { getTranslations } from 'next-intl/server';
import { Sheet } from '@/components/ui/sheet';
import { getFormat } from '@/lib/core/i18n/get-format';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { ChildPage } from '@/lib/parents/queries';
import { LessonRows } from './lesson-rows';
import { markWords } from './mark-words';

export const diaryDays = 30;

interface Day {
  date: LocalDate;
  lessons: ChildPage['lessons'];
  mark: ChildPage['attendance'][number] | undefined;
}

function daysOf({ lessons, attendance }: ChildPage, today: LocalDate): Day[] {
  const since = addDays(today, -diaryDays);
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

async function DiaryDay({ day, page }: { day: Day; page: ChildPage }) {
  const [t, format] = await Promise.all([getTranslations('parent.diary'), getFormat()]);
  return (
    <li className="border-line pt-3 not-last:border-b not-last:pb-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-small font-semibold">{format.dateWithDay(day.date)}</h3>
        {day.mark && <span className="text-caption text-ink-2">{await markWords(day.mark)}</span>}
      </div>
      {day.lessons.length > 0 ? (
        <LessonRows lessons={day.lessons} layout={page.child.mushaf} />
      ) : (
        <p className="pb-2 text-small text-ink-3">{t('noLesson')}</p>
      )}
    </li>
  );
}

/** Day by day, newest first: whether the child came, what was heard. */
export async function Diary({ page, today }: { page: ChildPage; today: LocalDate }) {
  const t = await getTranslations('parent.diary');
  const days = daysOf(page, today);
  return (
    <div id="diary">
      <Sheet title={t('title')} note={t('lead')}>
        {days.length > 0 ? (
          <ol>
            {days.map((day) => (
              <DiaryDay key={day.date} day={day} page={page} />
            ))}
          </ol>
        ) : (
          <p className="text-ink-2">{t('none')}</p>
        )}
      </Sheet>
    </div>
  );
}
