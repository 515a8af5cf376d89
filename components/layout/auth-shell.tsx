import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BrandMark } from '@/components/ui/brand-mark';
import { LanguageSwitch } from './language-switch';

/** Sign-in and its neighbours: the green panel with the motto, the form on paper. */
export function AuthShell({ footer, children }: { footer?: ReactNode; children: ReactNode }) {
  const t = useTranslations('common');
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <header className="relative grid content-between bg-panel px-5 py-4 text-on-panel lg:px-12 lg:py-10">
        <div aria-hidden className="pattern-star absolute inset-0 opacity-30" />
        <BrandMark className="relative justify-self-start" />
        <div className="relative grid max-w-104 gap-5 max-lg:hidden">
          <hr className="rule-double w-24" />
          <p className="text-[2.25rem] leading-(--leading-tight) [font-family:var(--face-title)]">
            {t('motto')}
          </p>
          <p lang="ur" dir="rtl" className="nastaliq justify-self-start text-[1.5rem] text-on-panel-gold">
            سبق، سبقی، منزل
          </p>
        </div>
        <p className="relative text-small opacity-85 max-lg:hidden">{t('trust')}</p>
      </header>
      <div className="grid grid-rows-[auto_1fr_auto] gap-6 px-5 py-4 lg:px-12 lg:py-6">
        <LanguageSwitch className="justify-self-end" />
        <main id="page" className="mx-auto w-full max-w-100 self-start lg:self-center">
          {children}
        </main>
        <footer className="flex flex-wrap justify-center gap-x-3 text-caption text-ink-3">
          {footer}
          <span>{t('cookies')}</span>
        </footer>
      </div>
    </div>
  );
}
