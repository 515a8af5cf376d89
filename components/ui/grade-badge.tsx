import { useLocale, useTranslations } from 'next-intl';
import { Check, ChevronsDown, type Icon, Repeat, Star } from '@/components/ui/icons';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { type GradeNames, gradeWord } from '@/lib/lessons/grading/rules';
import { Badge, type Tone } from './badge';

export type Grade = 'EXCELLENT' | 'GOOD' | 'WEAK' | 'REPEAT';

export const gradeSigns: Record<Grade, { tone: Tone; icon: Icon }> = {
  EXCELLENT: { tone: 'good', icon: Star },
  GOOD: { tone: 'good', icon: Check },
  WEAK: { tone: 'warn', icon: ChevronsDown },
  REPEAT: { tone: 'bad', icon: Repeat },
};

/** A grade, always with its word.
 *  @param names what the institution calls its grades, where it has words of its own */
export function GradeBadge({ grade, names }: { grade: Grade; names?: GradeNames | undefined }) {
  const t = useTranslations('grades');
  const word = gradeWord(names, grade, localeOfTag(useLocale()));
  return <Badge {...gradeSigns[grade]}>{word ?? t(grade)}</Badge>;
}
