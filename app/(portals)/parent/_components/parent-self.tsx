import { getTranslations } from 'next-intl/server';
import { LanguageSwitch } from '@/components/layout/language-switch';
import { AppearanceForm } from '@/components/layout/preferences-form';
import { RegisterSwitch } from '@/components/layout/register-switch';
import { SelfMenu } from '@/components/layout/self-menu';
import { ButtonLink } from '@/components/ui/button';
import { UserRound } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import type { Scope } from '@/lib/core/auth/scope';
import { nameFor } from '@/lib/core/i18n/name-for';
import { routes } from '@/lib/core/routes';
import type { Named } from '@/lib/parents/queries';

/** Language, appearance, the other register, the way out. */
export async function ParentSelf({ guardian, scope }: { guardian: Named | null; scope: Scope }) {
  const [nav, t, name, house] = await Promise.all([
    getTranslations('nav'),
    getTranslations('auth'),
    guardian ? nameFor(guardian) : '',
    nameFor(scope.institution),
  ]);
  return (
    <SelfMenu
      self={{ name, role: t('choose.label', { role: t('roles.guardian'), institution: house }) }}
      label={nav('me')}
    >
      <LanguageSwitch />
      <AppearanceForm />
      <RegisterSwitch scope={scope} />
      <ButtonLink href={routes.account} icon={UserRound}>
        {nav('account')}
      </ButtonLink>
      <form action={signOut} className="grid">
        <SubmitButton variant="secondary">{nav('signOut')}</SubmitButton>
      </form>
    </SelfMenu>
  );
}
