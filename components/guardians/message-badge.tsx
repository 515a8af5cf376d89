import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { BellOff, type Icon, MessageCircle, MessageCircleOff, PhoneOff } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import { type MessageState, messageState } from '@/lib/guardians/rules';

const looks: Record<MessageState, { tone: Tone; icon: Icon }> = {
  RECEIVES: { tone: 'good', icon: MessageCircle },
  OPTED_OUT: { tone: 'plain', icon: BellOff },
  NOT_AUTHORISED: { tone: 'neutral', icon: MessageCircleOff },
  UNREACHABLE: { tone: 'warn', icon: PhoneOff },
  WRONG_NUMBER: { tone: 'bad', icon: PhoneOff },
};

interface Props {
  link: {
    phones: string[];
    wrongPhones: { phone: string }[];
    language: string;
    receivesMessages: boolean;
    optedOutAt: string | null;
  };
  timeZone: string;
}

/** Whether messages go to this person about this child, and why not. */
export function MessageBadge({ link, timeZone }: Props) {
  const t = useTranslations('guardians');
  const format = useFormat();
  const { receivesMessages, optedOutAt } = link;
  const phone = link.phones[0] ?? null;
  const wrong = link.wrongPhones.some((one) => one.phone === phone);
  const state = messageState({ phone, wrong, receivesMessages, optedOutAt });
  const language = t(`language.${link.language as 'en' | 'ur' | 'ar'}`);
  const date = optedOutAt ? format.date(localDateAt(new Date(optedOutAt), timeZone)) : '';
  return <Badge {...looks[state]}>{t(`state.${state}`, { language, date })}</Badge>;
}
