import { Badge, type Tone } from '@/components/ui/badge';
import {
  Ban,
  CheckCheck,
  CircleCheck,
  Clock,
  Headset,
  Hourglass,
  type Icon,
  TriangleAlert,
} from '@/components/ui/icons';
import { getTranslations } from '@/lib/core/i18n/translations';
import type { GrantState } from '@/lib/support/rules';

const looks: Record<GrantState, { tone: Tone; icon: Icon }> = {
  REQUESTED: { tone: 'warn', icon: Hourglass },
  APPROVED: { tone: 'good', icon: CircleCheck },
  REFUSED: { tone: 'bad', icon: Ban },
  ACTIVE: { tone: 'info', icon: Headset },
  ENDED: { tone: 'neutral', icon: CheckCheck },
  EXPIRED: { tone: 'neutral', icon: Clock },
  LAPSED: { tone: 'neutral', icon: TriangleAlert },
};

/** How a request or visit stands. */
export async function StateBadge({ state }: { state: GrantState }) {
  const t = await getTranslations('support.states');
  return <Badge {...looks[state]}>{t(state)}</Badge>;
}
