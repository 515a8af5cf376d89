import { Mail, Smartphone } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

/** A link by e-mail, or a code to the number of the account. */
export async function ResetWays({ current }: { current: 'email' | 'phone' }) {
  const t = await getTranslations('account.reset');
  return (
    <Segmented
      label={t('how')}
      items={[
        { href: routes.reset, label: t('byEmail'), icon: Mail, current: current === 'email' },
        { href: routes.resetByCode, label: t('byPhone'), icon: Smartphone, current: current === 'phone' },
      ]}
    />
  );
}
