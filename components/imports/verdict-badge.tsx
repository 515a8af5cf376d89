import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Check, CircleHelp, type Icon, TriangleAlert, X } from '@/components/ui/icons';
import type { Verdict } from '@/lib/imports/schema';

const looks: Record<Verdict, { tone: Tone; icon: Icon }> = {
  READY: { tone: 'good', icon: Check },
  WARNING: { tone: 'warn', icon: TriangleAlert },
  REVIEW: { tone: 'info', icon: CircleHelp },
  REFUSED: { tone: 'bad', icon: X },
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('imports.verdicts');
  return <Badge {...looks[verdict]}>{t(verdict)}</Badge>;
}
