import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { CircleDot, Lock } from '@/components/ui/icons';
import type { Side } from '@/lib/conversations/schema';
import type { ConversationLine } from '@/lib/conversations/view/schema';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { localDateAt } from '@/lib/core/time';

interface Props {
  lines: ConversationLine[];
  side: Side;
  href: (id: string) => string;
  today: string;
  timeZone: string;
}

function Line({ line, side, href, today, timeZone }: Omit<Props, 'lines'> & { line: ConversationLine }) {
  const t = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  const format = useFormat();
  const day = localDateAt(line.lastAt, timeZone);
  const child = t('about', { name: nameIn(line.child, language) });
  const whom = side === 'SCHOOL' ? nameIn(line.guardian, language) : t(`desks.${line.desk}`);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-4 py-3.5 hover:bg-sunk/45 sm:px-6">
      <div className="grid min-w-0 gap-0.5">
        <Link
          href={href(line.id)}
          prefetch={false}
          className={`after:absolute after:inset-0 ${line.unread ? 'font-semibold' : 'font-medium'}`}
        >
          <bdi>{line.subject}</bdi>
        </Link>
        <p className="text-small text-ink-2">
          <bdi>{whom}</bdi> · <bdi>{child}</bdi>
        </p>
        <p className="max-w-full justify-self-start truncate text-small text-ink-3" dir="auto">
          {line.latest}
        </p>
      </div>
      <div className="grid justify-items-end gap-1.5">
        <span className="text-caption text-ink-3 tabular">
          {day === today ? format.time(line.lastAt, timeZone) : format.dateShort(day)}
        </span>
        {line.unread && (
          <Badge tone="warn" icon={CircleDot}>
            {t('unread')}
          </Badge>
        )}
        {line.state === 'CLOSED' && (
          <Badge tone="neutral" icon={Lock}>
            {t('closed')}
          </Badge>
        )}
      </div>
    </li>
  );
}

/** Conversations, the latest first; each line is one link. */
export function ConversationList({ lines, ...look }: Props) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.id} line={line} {...look} />
      ))}
    </ul>
  );
}
