import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Check, Clock, type Icon, MessageCircle, Send, X } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import { type DeliveryState, isCorrection } from '@/lib/messages/rules';
import type { ChildMessage } from '@/lib/parents/queries';

const looks: Record<DeliveryState, { tone: Tone; icon: Icon }> = {
  QUEUED: { tone: 'info', icon: Clock },
  SENT: { tone: 'info', icon: Send },
  DELIVERED: { tone: 'good', icon: Check },
  READ: { tone: 'good', icon: Check },
  FAILED: { tone: 'bad', icon: X },
  SUPPRESSED: { tone: 'neutral', icon: X },
};

interface Props {
  messages: ChildMessage[];
  timeZone: string;
  /** Whose message it was, when the list holds several children. */
  nameOf?: (studentId: string) => string | undefined;
}

function MessageRow({
  message,
  timeZone,
  name,
}: {
  message: ChildMessage;
  timeZone: string;
  name: string | undefined;
}) {
  const t = useTranslations('messages');
  const parent = useTranslations('parent');
  const format = useFormat();
  const { state, day, at } = message;
  const why = `reasons.${message.reason}` as 'reasons.NO_PHONE';
  const reason = message.reason && t.has(why) ? t(why) : null;
  // Handed over is not yet delivered: until then the words wait.
  const gone = state === 'DELIVERED' || state === 'READ';
  const about = [name, isCorrection(message.purpose) && t('correction'), format.dateWithDay(day)];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 border-line py-3 not-last:border-b">
      <span aria-hidden className="grid size-10 place-items-center rounded-round bg-slate-soft text-slate">
        <MessageCircle size={20} strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <b className="text-small font-semibold">{t(`kinds.${message.kind}`)}</b>
        <p className="text-small text-ink-2">{about.filter(Boolean).join(parent('mistakes.separator'))}</p>
        {gone && <p className="text-caption text-ink-3">{t('erased')}</p>}
        {reason && <p className="text-caption text-ink-3">{reason}</p>}
      </div>
      <div className="grid justify-items-end gap-1">
        <Badge {...looks[state]}>{t(`states.${state}`)}</Badge>
        <span className="text-caption text-ink-3 tabular">
          {localDateAt(at, timeZone) === day
            ? format.time(at, timeZone)
            : format.dateShort(localDateAt(at, timeZone))}
        </span>
      </div>
    </li>
  );
}

/** Kind, day and fate of each message. Its words were erased on delivery; the day's record holds the same facts. */
export function MessageRows({ messages, timeZone, nameOf }: Props) {
  return (
    <ul>
      {messages.map((message) => (
        <MessageRow
          key={message.id}
          message={message}
          timeZone={timeZone}
          name={nameOf?.(message.studentId)}
        />
      ))}
    </ul>
  );
}
