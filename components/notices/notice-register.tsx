import Link from 'next/link';
import { routes } from '@/lib/core/routes';
import type { NoticeLine } from '@/lib/notices/view/schema';
import { NoticeFacts } from './notice-facts';

/** The office's notices, the latest first. */
export function NoticeRegister({ notices, timeZone }: { notices: NoticeLine[]; timeZone: string }) {
  return (
    <ul className="divide-y divide-line">
      {notices.map((notice) => (
        <li key={notice.id} className="relative grid gap-1 px-4 py-3.5 hover:bg-sunk/45 sm:px-6">
          <Link
            href={routes.notice(notice.id)}
            prefetch={false}
            className="font-medium after:absolute after:inset-0"
          >
            <bdi>{notice.title}</bdi>
          </Link>
          <NoticeFacts notice={notice} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}
