import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import {
  CheckCheck,
  ClipboardCheck,
  Headset,
  type Icon,
  Megaphone,
  MessagesSquare,
  PhoneOff,
  TriangleAlert,
} from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { sideOf } from '@/lib/conversations/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import type { News } from '@/lib/notifications/view/schema';

/** Where a reader's conversations and notices stand: each portal has its own pages of them. */
function roomsOf(role: Scope['role']) {
  const of = {
    family: {
      conversations: routes.parentConversations,
      conversation: routes.parentConversation,
      notices: routes.parentNotices,
      notice: routes.parentNotice,
    },
    ustadh: {
      conversations: routes.teacherConversations,
      conversation: routes.teacherConversation,
      notices: routes.teacherNotices,
      notice: routes.teacherNotice,
    },
    office: {
      conversations: routes.conversations,
      conversation: routes.conversation,
      notices: routes.notices,
      notice: routes.notice,
    },
  };
  return role === 'guardian' ? of.family : role === 'teacher' ? of.ustadh : of.office;
}

function Row({
  href,
  icon: Sign,
  title,
  note,
  end,
}: {
  href: string;
  icon: Icon;
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <li className="relative flex items-start gap-3 px-4 py-3.5 hover:bg-sunk/45">
      <Sign aria-hidden size={20} strokeWidth={1.75} className="mt-1 flex-none text-ink-3" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <Link href={href} prefetch={false} className="font-medium after:absolute after:inset-0">
          {title}
        </Link>
        {note && <p className="text-small text-ink-2">{note}</p>}
      </div>
      {end && <span className="text-caption text-ink-3 tabular">{end}</span>}
    </li>
  );
}

/** Everything that waits for the reader, each with the way to it. */
export function NewsList({ news, scope }: { news: News; scope: Scope }) {
  const { conversations, conversation, notices, notice } = roomsOf(scope.role);
  const t = useTranslations('notifications');
  const words = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  const format = useFormat();
  const { timeZone } = scope.institution;
  const when = (at: Date) => {
    const day = localDateAt(at, timeZone);
    return day === scope.today ? format.time(at, timeZone) : format.dateShort(day);
  };
  const family = sideOf(scope.role) === 'FAMILY';
  const { channel, support, bands, wrong } = news;
  const count =
    news.conversations.length + news.notices.length + support + bands + channel.length + wrong.length;
  return (
    <>
      <Sheet padded={false} ruled={false}>
        {count === 0 ? (
          <EmptyState icon={CheckCheck} title={t('none')}>
            {t('noneBody')}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {news.support > 0 && (
              <Row href={routes.supportAccess} icon={Headset} title={t('support', { count: news.support })} />
            )}
            {news.bands > 0 && (
              <Row href={routes.jaiza} icon={ClipboardCheck} title={t('bands', { count: news.bands })} />
            )}
            {channel.map((alert) => (
              <Row
                key={alert}
                href={routes.messageChannel}
                icon={TriangleAlert}
                title={t(`channel.${alert}`)}
              />
            ))}
            {wrong.map(({ id, ...guardian }) => (
              <Row
                key={id}
                href={routes.guardian(id)}
                icon={PhoneOff}
                title={t('wrongNumber')}
                note={<bdi>{nameIn(guardian, language)}</bdi>}
              />
            ))}
            {news.notices.map(({ id, title, at }) => (
              <Row
                key={id}
                href={notice(id)}
                icon={Megaphone}
                title={<bdi>{title}</bdi>}
                note={t('notices')}
                end={when(at)}
              />
            ))}
            {news.conversations.map(({ id, subject, at, child, guardian }) => (
              <Row
                key={id}
                href={conversation(id)}
                icon={MessagesSquare}
                title={<bdi>{subject}</bdi>}
                note={
                  <bdi>
                    {!family && `${nameIn(guardian, language)} · `}
                    {words('about', { name: nameIn(child, language) })}
                  </bdi>
                }
                end={when(at)}
              />
            ))}
          </ul>
        )}
      </Sheet>
      <p className="flex flex-wrap gap-x-5">
        <Link href={conversations} prefetch={false} className="link tap-area text-small">
          {t('allConversations')}
        </Link>
        <Link href={notices} prefetch={false} className="link tap-area text-small">
          {t('allNotices')}
        </Link>
      </p>
    </>
  );
}
