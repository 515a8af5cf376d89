import { Check, ChevronsDown, type Icon, Repeat, Star } from '@/components/ui/icons';
import { Badge, type Tone } from './badge';

export type Grade = 'EXCELLENT' | 'GOOD' | 'WEAK' | 'REPEAT';

export const gradeSigns: Record<Grade, { tone: Tone; icon: Icon }> = {
  EXCELLENT: { tone: 'good', icon: Star },
  GOOD: { tone: 'good', icon: Check },
  WEAK: { tone: 'warn', icon: ChevronsDown },
  REPEAT: { tone: 'bad', icon: Repeat },
};

/** A grade whose word is known already: for lists that are drawn from words. */
export const GradeSign = ({ grade, word }: { grade: Grade; word: string }) => (
  <Badge {...gradeSigns[grade]}>{word}</Badge>
);
