import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { LogOut, UserRound } from '@/components/ui/icons';
import { signOut } from '@/lib/core/auth/actions';
import type { Scope } from '@/lib/core/auth/scope';
import { routes } from '@/lib/core/routes';
import { LanguageSwitch } from './language-switch';
import { AppearanceForm } from './preferences-form';
import { RegisterSwitch } from './register-switch';
import { type Self, SelfMenu } from './self-menu';

/** The self menu of a phone page: language, appearance, the other registers, the account, the way out. */
export function PhoneSelf({ self, scope }: { self: Self; scope: Scope }) {
  const t = useTranslations('nav');
  return (
    <SelfMenu self={self} label={t('me')}>
      <LanguageSwitch />
      <AppearanceForm />
      <RegisterSwitch scope={scope} />
      <ButtonLink href={routes.account} icon={UserRound}>
        {t('account')}
      </ButtonLink>
      <form action={signOut}>
        <Button type="submit" block icon={LogOut} flip>
          {t('signOut')}
        </Button>
      </form>
    </SelfMenu>
  );
}
