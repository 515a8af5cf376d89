import { useLocale, useTranslations } from 'next-intl';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { type GradeNames, gradeWord } from '@/lib/lessons/grading/rules';
import { type Grade, GradeSign } from './grade-sign';

export type { Grade };

/** The word of a grade in the reader's language, or the institution's own. */
export function useGradeWords(names?: GradeNames): (grade: Grade) => string {
  const t = useTranslations('grades');
  const language = localeOfTag(useLocale());
  return (grade) => gradeWord(names, grade, language) ?? t(grade);
}

/** A grade, always with its word.
 *  @param names what the institution calls its grades, where it has words of its own */
export function GradeBadge({ grade, names }: { grade: Grade; names?: GradeNames | undefined }) {
  const word = useGradeWords(names);
  return <GradeSign grade={grade} word={word(grade)} />;
}
