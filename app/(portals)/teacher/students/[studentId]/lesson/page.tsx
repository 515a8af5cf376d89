import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { v7 } from 'uuid';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { localMinutesAt } from '@/lib/core/time';
import { getLessonPage } from '@/lib/lessons/entry/queries';
import { lessonAddress } from '@/lib/lessons/entry/schema';
import { DayChoice } from './_components/day-choice';
import { firstTyped } from './_components/first-typed';
import { FutureNotice, HeardNotice, StandsNotice } from './_components/future-notice';
import { LessonForm } from './_components/lesson-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lessons.form'))('new') };
}

export default async function LessonPage({
  params,
  searchParams,
}: PageProps<'/teacher/students/[studentId]/lesson'>) {
  const scope = await requireScope('lessons:record');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const { date = scope.today, ...asked } = lessonAddress.parse(await searchParams);
  const { id: institutionId, hijriOffset, timeZone } = scope.institution;
  const page = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      const minutes = date === scope.today ? localMinutesAt(scope.now, timeZone) : undefined;
      return getLessonPage(tx, { institutionId, studentId, date, minutes, ...asked });
    }),
  );
  const [t, format, { locale }] = await Promise.all([
    getTranslations('lessons.form'),
    getFormat(hijriOffset),
    getPreferences(),
  ]);
  const { kind } = page;
  const { name, nativeName } = page.student;
  const future = date > scope.today;
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: name }}
        title={page.saved ? t('correct') : t('new')}
        note={t('lead', {
          name: (locale !== 'en' && nativeName) || name,
          day: `${format.dateShort(date)} · ${format.hijri(date)}`,
        })}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <DayChoice page={page} date={date} today={scope.today} />
        {page.saved && !future && <StandsNotice />}
        {page.heardIn && !future && (
          <HeardNotice studentId={studentId} {...{ date, kind }} session={page.heardIn} />
        )}
        {future ? (
          <FutureNotice todayHref={routes.recordLesson(studentId, { date: scope.today, kind })} />
        ) : (
          <LessonForm
            key={`${date} ${kind} ${page.session}`}
            page={page}
            newId={v7()}
            date={date}
            earlier={date < scope.today}
            {...(await firstTyped(page, date === scope.today))}
          />
        )}
      </PhoneMain>
    </>
  );
}
