import { clsx } from 'clsx';
import { getTranslations } from 'next-intl/server';
import { savePreferences } from '@/lib/core/i18n/actions';
import { languageNames, locales } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';

/** Three buttons, each in its own script; the page answers in the language chosen, with or without script. */
export async function LanguageSwitch({ className }: { className?: string }) {
  const [t, { locale: current }] = await Promise.all([getTranslations('common'), getPreferences()]);
  return (
    <form action={savePreferences} aria-label={t('language')} className={className}>
      <div className="grid auto-cols-fr grid-flow-col rounded-control border border-edge bg-sheet">
        {locales.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={clsx(
              'flex min-h-tap items-center justify-center border-line px-3.5 text-small leading-normal font-medium -outline-offset-3 not-first:border-s first:rounded-s-[7px] last:rounded-e-[7px]',
              locale === current ? 'bg-emerald text-on-emerald' : 'hover:bg-sunk',
            )}
          >
            {languageNames[locale]}
          </button>
        ))}
      </div>
    </form>
  );
}
