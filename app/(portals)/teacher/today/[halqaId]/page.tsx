import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { holdSentence } from '@/components/revision/hold-sentence';
import { EmptyState } from '@/components/ui/empty-state';
import { UserRoundPlus } from '@/components/ui/icons';
import { drawnFor } from '@/lib/core/auth/drawn-for';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { intlTag } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { orNotFound } from '@/lib/core/or-not-found';
import { routes } from '@/lib/core/routes';
import { readGrading } from '@/lib/lessons/grading/schema';
import { getSweep } from '@/lib/lessons/sweep/queries';
import type { QuranWords } from '@/lib/quran/phrase';
import { getSettings } from '@/lib/settings/queries';
import { getAsideWords } from './_components/aside-words';
import { askedSession } from './_components/asked-session';
import { getWords } from './_components/get-words';
import { kidsOf } from './_components/kids';
import { SessionChoice } from './_components/session-choice';
import { SessionLinks } from './_components/session-links';
import { Sweep } from './_components/sweep';

interface Props {
  params: Promise<{ halqaId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teacher.today');
  return { title: t('title') };
}

/** The whole halqa with what is due today is the ustadh's register, no child's record: no view is noted. The record
 *  behind a name, /teacher/students/[id], notes one. */
export default async function SweepPage({ params, searchParams }: Props) {
  const scope = await requireScope('halqa:teach');
  const { halqaId } = await params;
  if (!z.uuid().safeParse(halqaId).success) notFound();
  const asked = askedSession(scope, await searchParams);
  const { date } = asked;
  const { id: institutionId, hijriOffset } = scope.institution;
  const found = await orNotFound(
    inTenant(scope, async (tx) => ({
      ...(await getSweep(tx, { institutionId, halqaId, ...asked })),
      settings: await getSettings(tx, { institutionId }),
    })),
  );
  const { words: gradeNames, ...grading } = readGrading(found.settings.grading);
  const { locale, digits } = await getPreferences();
  const [t, sessions, lessons, quran, holds, format, words] = await Promise.all([
    getTranslations('teacher.sweep'),
    getTranslations('attendance.sessions'),
    getTranslations('lessons'),
    getTranslations('quran'),
    getTranslations('revision.hold'),
    getFormat(hijriOffset),
    getWords(gradeNames, locale),
  ]);
  const { halqa, students } = found;
  const aside = await getAsideWords(halqa, { date, names: gradeNames, locale });
  const native = locale !== 'en' && halqa.nativeName !== null;
  return (
    <>
      <PhoneHead
        back={{ href: date === scope.today ? routes.teacher : routes.teacherDay(date), label: t('back') }}
        title={
          <bdi {...(!native && locale !== 'en' && { lang: 'en' })}>
            {native ? halqa.nativeName : halqa.name}
          </bdi>
        }
        note={`${sessions(halqa.session)} · ${format.dateShort(date)} · ${format.hijri(date)}`}
      />
      <PhoneMain>
        <SessionChoice halqa={halqa} date={date} />
        <SessionLinks halqa={halqa} date={date} isToday={date === scope.today} students={students} />
        {students.length === 0 ? (
          <EmptyState icon={UserRoundPlus} title={lessons('empty')}>
            {lessons('emptyBody')}
          </EmptyState>
        ) : (
          <Sweep
            key={scope.now.getTime()}
            kids={kidsOf(students, {
              locale,
              words: quran as unknown as QuranWords,
              digits: format.digits,
              held: (hold) => holdSentence(hold, holds, format.date),
              grading,
              aside,
            })}
            session={{ halqaId, date, session: halqa.session }}
            closing={halqa.finishedAt === null ? 'open' : halqa.changedSince ? 'changed' : 'finished'}
            last={halqa.last}
            earlier={date < scope.today}
            drawn={drawnFor(scope)}
            drawnAt={scope.now.getTime()}
            words={words}
            grading={grading}
            numbers={intlTag(locale, digits)}
          />
        )}
      </PhoneMain>
    </>
  );
}
