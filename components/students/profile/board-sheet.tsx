import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { JuzBoard } from '@/components/charts/juz-board';
import { Sheet } from '@/components/ui/sheet';
import { routes } from '@/lib/core/routes';
import { juzBoard } from '@/lib/progress/rules';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { AYAHS } from '@/lib/quran/position';
import { fromFlat, size } from '@/lib/quran/range-set';
import type { StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  student: StudentProfile;
  institution: { mushaf: string };
  mayWrite: boolean;
}

/** Thirty juz: what is held, and where the next sabaq lies. */
export function BoardSheet({ student, institution, mayWrite }: Props) {
  const t = useTranslations('students.profile');
  const scheme = juzSchemeOf((student.mushaf ?? institution.mushaf) as MushafLayout);
  const memorised = fromFlat(student.progress?.memorised ?? []);
  const next = student.progress?.nextSabaq[0];
  const currentJuz = next === undefined ? undefined : juzOf(next, scheme);
  const cells = juzBoard({ memorised, scheme, currentJuz }).map(({ juz, coveredShare, current }) => ({
    juz,
    share: coveredShare,
    current,
  }));
  const aside = mayWrite && (
    <Link
      href={routes.placeStudent(student.id)}
      prefetch={false}
      className="link inline-flex min-h-tap items-center"
    >
      {t('place')}
    </Link>
  );
  return (
    <Sheet title={t('board')} note={t('boardNote')} aside={aside} ruled>
      <JuzBoard cells={cells} share={size(memorised) / AYAHS} evidence={routes.studentProgress(student.id)} />
    </Sheet>
  );
}
