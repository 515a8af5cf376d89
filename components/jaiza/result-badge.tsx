import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Check, Hourglass, type Icon, Repeat } from '@/components/ui/icons';
import type { TestResult } from '@/lib/jaiza/rules';

const signs: Record<TestResult, { tone: Tone; icon: Icon }> = {
  PASS: { tone: 'good', icon: Check },
  CONDITIONAL_PASS: { tone: 'warn', icon: Hourglass },
  FAIL: { tone: 'bad', icon: Repeat },
};

/** A result, always with its word. */
export function ResultBadge({ result }: { result: TestResult }) {
  const t = useTranslations('jaiza.results');
  return <Badge {...signs[result]}>{t(result)}</Badge>;
}
