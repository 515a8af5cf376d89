import { clsx } from 'clsx';
import { Badge, type Tone } from '@/components/ui/badge';
import {
  Ban,
  CheckCheck,
  DoorOpen,
  Eye,
  type Icon,
  LogIn,
  MessageSquareText,
  PencilLine,
} from '@/components/ui/icons';
import type { Format } from '@/lib/core/i18n/format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { localDateAt } from '@/lib/core/time';
import type { TrailKind, TrailLine } from '@/lib/support/rules';
import { lineWords } from './trail-words';

const looks: Record<TrailKind, { tone: Tone; icon: Icon }> = {
  asked: { tone: 'neutral', icon: MessageSquareText },
  answered: { tone: 'good', icon: CheckCheck },
  entered: { tone: 'info', icon: LogIn },
  viewed: { tone: 'plain', icon: Eye },
  refused: { tone: 'bad', icon: Ban },
  changed: { tone: 'warn', icon: PencilLine },
  ended: { tone: 'neutral', icon: DoorOpen },
};

interface Props {
  lines: TrailLine[];
  format: Format;
  timeZone: string;
  today: string;
  /** While the visit is on, new lines are read out. */
  live: boolean;
}

/** Everything that a visit opened, tried and changed, newest first. */
export async function TrailList({ lines, format, timeZone, today, live }: Props) {
  const t = await getTranslations('support.trail');
  const clock = (at: Date) => {
    const day = localDateAt(at, timeZone);
    return `${day === today ? '' : `${format.dateShort(day)}, `}${format.time(at, timeZone)}`;
  };
  return (
    <ol aria-label={t('caption')} {...(live && { 'aria-live': 'polite' as const })}>
      {lines.map((line, place) => {
        const { tone, icon: Sign } = looks[line.kind];
        return (
          <li
            key={line.id}
            className={clsx(
              'grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 border-line px-4 py-2.5 not-last:border-b sm:grid-cols-[7rem_auto_1fr_auto] sm:px-6',
              live && place === 0 && 'bg-gold-soft',
            )}
          >
            <time
              dateTime={line.at.toISOString()}
              className="text-small whitespace-nowrap text-ink-2 tabular"
            >
              {clock(line.at)}
            </time>
            <Sign aria-hidden size={16} strokeWidth={2} className="flex-none text-ink-2 max-sm:hidden" />
            <span className="min-w-0 text-small break-words max-sm:col-span-2 max-sm:row-start-2">
              {lineWords(t, line)}
            </span>
            <span className="max-sm:justify-self-end">
              <Badge tone={tone} icon={Sign}>
                {t(`kinds.${line.kind}`)}
              </Badge>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
