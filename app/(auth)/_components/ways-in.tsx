import { useTranslations } from 'next-intl';
import { Mail, Smartphone } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { routes } from '@/lib/core/routes';

/** E-mail and password, or phone and code: two pages, so that each works without script. On the page of a slip neither is
 *  the present one. */
export function WaysIn({ current }: { current?: 'email' | 'phone' }) {
  const t = useTranslations('auth');
  return (
    <Segmented
      label={t('how')}
      items={[
        { href: routes.signIn, label: t('byEmail'), icon: Mail, current: current === 'email' },
        { href: routes.code, label: t('byPhone'), icon: Smartphone, current: current === 'phone' },
      ]}
    />
  );
}
