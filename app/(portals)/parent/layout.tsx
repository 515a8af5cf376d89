import type { ReactNode } from 'react';
import { PhoneShell } from '@/components/layout/phone-shell';
import { LiveWatch } from '@/components/notifications/live-watch';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export default async function ParentLayout({ children }: { children: ReactNode }) {
  await requireScope('children:read');
  const t = await getTranslations('nav.items');
  return (
    <PhoneShell
      home={routes.parent}
      items={[
        { href: routes.parent, label: t('home'), sign: 'House' },
        { href: routes.parentConversations, label: t('conversations'), sign: 'MessagesSquare' },
        { href: routes.parentNotices, label: t('notices'), sign: 'Megaphone' },
        { href: routes.parentMessages, label: t('messages'), sign: 'MessageCircle' },
      ]}
    >
      <LiveWatch address={routes.live} />
      {children}
    </PhoneShell>
  );
}
