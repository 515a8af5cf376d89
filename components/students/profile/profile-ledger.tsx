import { useTranslations } from 'next-intl';
import { Ledger } from '@/components/ui/ledger';
import { Ranges } from '@/components/ui/ranges';
import { monthSummary } from '@/lib/attendance/rules';
import { useFormat } from '@/lib/core/i18n/get-format';
import { progressTotals } from '@/lib/progress/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { AYAHS } from '@/lib/quran/position';
import { fromFlat, portionsFromFlat } from '@/lib/quran/range-set';
import type { StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  student: StudentProfile;
  institution: { mushaf: string };
  today: string;
}

/** How things stand, in one ruled line. */
export function ProfileLedger({ student, institution, today }: Props) {
  const t = useTranslations('students.profile');
  const quran = useTranslations('quran');
  const format = useFormat();
  const layout = (student.mushaf ?? institution.mushaf) as MushafLayout;
  const { progress } = student;
  const memorised = fromFlat(progress?.memorised ?? []);
  const { ayahs, share, juzComplete } = progressTotals({ memorised, layout });
  const next = portionsFromFlat(progress?.nextSabaq ?? [])[0];
  const words: QuranWords = quran as QuranWords;
  const { counts } = monthSummary(today.slice(0, 7), student.attendance);
  const entries = [
    {
      key: 'memorised',
      label: t('memorised'),
      figure: t('memorisedFigure', { n: juzComplete }),
      note: t('memorisedNote', { held: ayahs, total: AYAHS, share: format.percent(share) }),
    },
    {
      key: 'next',
      label: t('next'),
      figure: (
        <span className="text-heading">
          {next ? <Ranges text={phraseRange(words, next, juzSchemeOf(layout))} /> : t('nextNone')}
        </span>
      ),
    },
    {
      key: 'came',
      label: t('came'),
      figure: t('cameFigure', { came: counts.PRESENT + counts.LATE, marked: counts.marked }),
      note: t('cameNote'),
    },
    {
      key: 'last',
      label: t('lastLesson'),
      figure: (
        <span className="text-heading">
          {progress?.lastLessonOn ? format.dateShort(progress.lastLessonOn) : t('never')}
        </span>
      ),
    },
  ];
  return <Ledger entries={entries} />;
}
