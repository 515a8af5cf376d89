import type { Metadata } from 'next';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { NotificationsOnPhone } from '../../_components/notifications-on-phone';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') };
}

export default async function NotificationsPage() {
  const scope = await requireScope('children:read');
  const nav = await getTranslations('nav.items');
  return <NotificationsOnPhone scope={scope} back={{ href: routes.parent, label: nav('home') }} />;
}
