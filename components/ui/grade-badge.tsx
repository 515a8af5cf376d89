import { useTranslations } from 'next-intl';
import { Check, ChevronsDown, type Icon, Repeat, Star } from '@/components/ui/icons';
import { Badge, type Tone } from './badge';

export type Grade = 'EXCELLENT' | 'GOOD' | 'WEAK' | 'REPEAT';

export const gradeSigns: Record<Grade, { tone: Tone; icon: Icon }> = {
  EXCELLENT: { tone: 'good', icon: Star },
  GOOD: { tone: 'good', icon: Check },
  WEAK: { tone: 'warn', icon: ChevronsDown },
  REPEAT: { tone: 'bad', icon: Repeat },
};

/** A grade, always with its word.
 *  @param word what the institution calls it, where it has a word of its own */
export function GradeBadge({ grade, word }: { grade: Grade; word?: string }) {
  const t = useTranslations('grades');
  return <Badge {...gradeSigns[grade]}>{word ?? t(grade)}</Badge>;
}
