import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Ban, CheckCheck, type Icon, Mail, MailX, UserRoundX } from '@/components/ui/icons';
import type { Access } from '@/lib/staff/rules';

const signs: Record<Access, { tone: Tone; icon: Icon }> = {
  SIGNED_UP: { tone: 'good', icon: CheckCheck },
  INVITED: { tone: 'info', icon: Mail },
  EXPIRED: { tone: 'warn', icon: MailX },
  NONE: { tone: 'plain', icon: Ban },
  LEFT: { tone: 'neutral', icon: UserRoundX },
};

export function AccessBadge({ access }: { access: Access }) {
  const t = useTranslations('staff.access');
  return <Badge {...signs[access]}>{t(access)}</Badge>;
}
