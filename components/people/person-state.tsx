import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { CircleCheck, Hourglass, type Icon, Mail, MailX, UserX } from '@/components/ui/icons';
import type { PersonState as State } from '@/lib/people/rules';

const signs: Record<State, { tone: Tone; icon: Icon }> = {
  ACTIVE: { tone: 'good', icon: CircleCheck },
  INVITED: { tone: 'info', icon: Mail },
  LAPSED: { tone: 'warn', icon: MailX },
  SUSPENDED: { tone: 'warn', icon: Hourglass },
  DISMISSED: { tone: 'neutral', icon: UserX },
};

export function PersonState({ state }: { state: State }) {
  const t = useTranslations('people.states');
  return <Badge {...signs[state]}>{t(state)}</Badge>;
}
