import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PhoneShell } from '@/components/layout/phone-shell';
import { LiveWatch } from '@/components/notifications/live-watch';
import { House, Megaphone, MessageCircle, MessagesSquare } from '@/components/ui/icons';
import { requireScope } from '@/lib/core/auth/scope';
import { routes } from '@/lib/core/routes';

export default async function ParentLayout({ children }: { children: ReactNode }) {
  await requireScope('children:read');
  const t = await getTranslations('nav.items');
  return (
    <PhoneShell
      home={routes.parent}
      items={[
        { href: routes.parent, label: t('home'), icon: House },
        { href: routes.parentConversations, label: t('conversations'), icon: MessagesSquare },
        { href: routes.parentNotices, label: t('notices'), icon: Megaphone },
        { href: routes.parentMessages, label: t('messages'), icon: MessageCircle },
      ]}
    >
      <LiveWatch address={routes.live} />
      {children}
    </PhoneShell>
  );
}
