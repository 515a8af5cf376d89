import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AttendanceMonth } from '@/components/charts/attendance-month';
import { JuzBoard } from '@/components/charts/juz-board';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { StudentRooms } from '@/components/layout/student-rooms';
import { ReadingSheet } from '@/components/reading/reading-sheet';
import { ButtonLink } from '@/components/ui/button';
import { NotebookPen } from '@/components/ui/icons';
import { dayStates } from '@/lib/attendance/rules';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { daysOfMonth, type Weekday } from '@/lib/core/time';
import { wordPortions } from '@/lib/lessons/day/rules';
import { getStudentRecord } from '@/lib/lessons/record/queries';
import { RECITING_PROGRAMMES } from '@/lib/progress/plan/rules';
import { juzBoard } from '@/lib/progress/rules';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import type { QuranWords } from '@/lib/quran/phrase';
import { AYAHS } from '@/lib/quran/position';
import { fromFlat } from '@/lib/quran/range-set';
import { getReadingOf } from '@/lib/reading/curriculum/queries';
import { Guardians } from './_components/guardians';
import { LessonList } from './_components/lesson-list';

interface Props {
  params: Promise<{ studentId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teacher.student');
  return { title: t('lessons') };
}

export default async function StudentPage({ params }: Props) {
  const scope = await requireScope('halqa:teach');
  const { studentId } = await params;
  if (!z.uuid().safeParse(studentId).success || (await isFetchedAhead())) notFound();
  const { institution, today } = scope;
  const days = daysOfMonth(today);
  const month = { from: days[0]!, to: today };
  const student = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      const record = await getStudentRecord(tx, {
        institutionId: institution.id,
        studentId,
        month,
        mushaf: institution.mushaf,
      });
      const { programme } = record;
      const reading = await getReadingOf(tx, { institutionId: institution.id, studentId, programme });
      return { ...record, reading };
    }),
  );
  const [t, programmes, lessons, quran, { locale }, format] = await Promise.all([
    getTranslations('teacher.student'),
    getTranslations('teacher.programmes'),
    getTranslations('lessons'),
    getTranslations('quran'),
    getPreferences(),
    getFormat(institution.hijriOffset),
  ]);
  const native = locale !== 'en' && student.nativeName;
  const scheme = juzSchemeOf(student.mushaf);
  const next = student.nextSabaq[0];
  const words = quran as unknown as QuranWords;
  const phrase = (portions: readonly number[]) =>
    wordPortions(portions, { layout: student.mushaf, words, digits: format.digits });
  const cells = juzBoard({
    memorised: fromFlat(student.memorised),
    scheme,
    currentJuz: next ? juzOf(next, scheme) : undefined,
  }).map(({ juz, coveredShare, current }) => ({ juz, share: coveredShare, current }));
  return (
    <>
      <PhoneHead
        back={{
          href: student.halqaId ? routes.halqaSession(student.halqaId, today) : routes.teacher,
          label: t('back'),
        }}
        title={
          <bdi lang={native ? 'ur' : 'en'} className={native ? 'nastaliq' : undefined}>
            {native || student.name}
          </bdi>
        }
        note={[programmes(student.programme as 'HIFZ'), student.rollNo && t('roll', { roll: student.rollNo })]
          .filter(Boolean)
          .join(' · ')}
      />
      <PhoneMain>
        <hr className="rule-double" />
        {student.reading && <ReadingSheet {...student.reading} href={routes.studentReading(studentId)} />}
        <StudentRooms portal="teacher" student={student} role={scope.role} />
        <section className="grid gap-3">
          <h2>{t('board')}</h2>
          <p className="text-ink-2">
            {t('held', { ayahs: student.heldAyahs })}
            {next !== undefined && ` ${t('next')}: ${phrase(student.nextSabaq).detail}.`}
          </p>
          <JuzBoard
            cells={cells}
            share={student.heldAyahs / AYAHS}
            layout="phone"
            evidence={routes.teacherProgress(student.id)}
          />
        </section>
        <section className="grid gap-3">
          <h2>{t('lessons')}</h2>
          {RECITING_PROGRAMMES.includes(student.programme) && (
            <ButtonLink
              href={routes.recordLesson(student.id)}
              icon={NotebookPen}
              className="justify-self-start"
            >
              {lessons('list.new')}
            </ButtonLink>
          )}
          {student.lessons.length === 0 && <p className="text-ink-2">{t('lessonsNone')}</p>}
          <LessonList
            studentId={student.id}
            lessons={student.lessons}
            phrase={phrase}
            names={student.gradeNames}
          />
        </section>
        <section className="grid gap-3">
          <h2>{t('attendance', { month: format.month(today) })}</h2>
          {student.attendance.length === 0 ? (
            <p className="text-ink-2">{t('attendanceNone')}</p>
          ) : (
            <AttendanceMonth
              month={today}
              today={today}
              days={dayStates(student.attendance)}
              // The week begins the day after its holiday; 0 is Sunday there, 7 here.
              weekStart={((institution.weeklyHoliday + 1) % 7 || 7) as Weekday}
            />
          )}
        </section>
        <Guardians guardians={student.guardians} />
      </PhoneMain>
    </>
  );
}
