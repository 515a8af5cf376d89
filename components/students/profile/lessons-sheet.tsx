import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { useGradeWords } from '@/components/ui/grade-badge';
import { BookOpen } from '@/components/ui/icons';
import type { Cell } from '@/components/ui/register-lines';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { readGrading } from '@/lib/lessons/grading/schema';
import { MISTAKE_KINDS } from '@/lib/lessons/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { diaryLines, type LessonDay } from '@/lib/students/profile/rules';
import type { ProfileLesson, StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  student: StudentProfile;
  institution: { mushaf: string };
}

type Line = LessonDay<ProfileLesson>;

/** The diary, a line for each session: what was recited, how it was graded, which mistakes. */
export function LessonsSheet({ student, institution }: Props) {
  const { lessons, lessonCount } = student;
  const t = useTranslations('students.profile');
  const kinds = useTranslations('students.kinds');
  const mistakes = useTranslations('students.mistakes');
  const quran = useTranslations('quran');
  const gradeWord = useGradeWords(readGrading(student.grading).words);
  const format = useFormat();
  if (lessons.length === 0) {
    return (
      <Sheet title={t('lessons')} ruled>
        <EmptyState icon={BookOpen} title={t('noLessons')}>
          {t('noLessonsBody')}
        </EmptyState>
      </Sheet>
    );
  }
  const scheme = juzSchemeOf((student.mushaf ?? institution.mushaf) as MushafLayout);
  const words = quran as QuranWords;
  const lesson = (one: ProfileLesson | undefined): Cell =>
    one
      ? {
          heard: portionsFromFlat(one.portions).map((range) => phraseRange(words, range, scheme)),
          grade: one.grade,
          word: gradeWord(one.grade),
        }
      : t('nothing');
  const counted = (line: Line) =>
    MISTAKE_KINDS.flatMap((kind) => {
      const n = Object.values(line.lessons).reduce((sum, one) => sum + one[kind], 0);
      return n > 0 ? [mistakes(kind, { n })] : [];
    });
  const columns: Column<Line>[] = [
    {
      key: 'day',
      head: t('day'),
      cell: ({ date }) => <span className="max-sm:font-medium">{format.dateShort(date)}</span>,
    },
    { key: 'sabaq', head: kinds('SABAQ'), cell: (line) => lesson(line.lessons.SABAQ) },
    { key: 'sabqi', head: kinds('SABQI'), cell: (line) => lesson(line.lessons.SABQI) },
    { key: 'manzil', head: kinds('MANZIL'), cell: (line) => lesson(line.lessons.MANZIL) },
    {
      key: 'mistakes',
      head: t('mistakes'),
      cell: (line) =>
        counted(line).map((text) => (
          <span key={text} className="block whitespace-nowrap">
            {text}
          </span>
        )),
    },
  ];
  return (
    <Sheet
      title={t('lessons')}
      note={t('lessonsNote', { shown: lessons.length, count: lessonCount })}
      padded={false}
      className="overflow-hidden"
    >
      <DataTable
        caption={t('lessons')}
        columns={columns}
        rows={diaryLines(lessons)}
        rowKey={({ key }) => key}
      />
    </Sheet>
  );
}
