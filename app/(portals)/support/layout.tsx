import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/layout/language-switch';
import { NavLink } from '@/components/layout/nav-link';
import { AppearanceForm } from '@/components/layout/preferences-form';
import { SelfMenu } from '@/components/layout/self-menu';
import { SkipLink } from '@/components/layout/skip-link';
import { BrandMark } from '@/components/ui/brand-mark';
import { ButtonLink } from '@/components/ui/button';
import { LogOut, UserRound } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { requireSupport } from '@/lib/core/auth/support';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

/** The frame of HifzPro's own people: outside every institution, so there is no register in it. */
export default async function SupportLayout({ children }: { children: ReactNode }) {
  const self = await requireSupport('support:ask');
  const [t, roles] = await Promise.all([getTranslations('nav'), getTranslations('auth.roles')]);
  return (
    <>
      <SkipLink />
      <header className="flex items-center gap-3 border-b border-line px-4 py-3 lg:px-8">
        <NavLink href={routes.support} exact className="relative text-emerald">
          <BrandMark />
        </NavLink>
        <p className="text-small text-ink-2">{t('portals.support')}</p>
        <LanguageSwitch className="ms-auto max-sm:hidden" />
        <div className="max-sm:ms-auto">
          <SelfMenu self={{ name: self.name, role: roles('support') }} label={t('me')}>
            <LanguageSwitch className="sm:hidden" />
            <AppearanceForm />
            <ButtonLink href={routes.account} icon={UserRound}>
              {t('account')}
            </ButtonLink>
            <form action={signOut}>
              <SubmitButton
                variant="secondary"
                block
                icon={<LogOut aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
              >
                {t('signOut')}
              </SubmitButton>
            </form>
          </SelfMenu>
        </div>
      </header>
      <main
        id="page"
        className="mx-auto grid max-w-[60rem] grid-cols-[minmax(0,1fr)] content-start gap-6 px-4 pt-5 pb-12 lg:px-8 lg:pt-7"
      >
        {children}
      </main>
    </>
  );
}
