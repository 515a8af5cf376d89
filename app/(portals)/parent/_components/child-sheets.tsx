import { ReadingSheet } from '@/components/reading/reading-sheet';
import type { Scope } from '@/lib/core/auth/scope';
import type { ChildPage } from '@/lib/parents/queries';
import { Board } from './board';
import { LatestMessages } from './latest-messages';
import { MonthAttendance } from './month-attendance';
import { TodayLessons } from './today-lessons';
import { Tonight } from './tonight';

/** What a parent asks of one child's day, in the order in which it is asked. */
export function ChildSheets({ scope, page }: { scope: Scope; page: ChildPage }) {
  const { today, institution } = scope;
  return (
    <>
      {page.reading ? (
        <ReadingSheet {...page.reading} />
      ) : (
        <>
          <Tonight page={page} today={today} />
          <TodayLessons page={page} today={today} />
        </>
      )}
      <MonthAttendance marks={page.attendance} today={today} weeklyHoliday={institution.weeklyHoliday} />
      {(!page.reading || page.memorised.length > 0) && <Board page={page} />}
      <LatestMessages messages={page.messages} timeZone={institution.timeZone} />
    </>
  );
}
