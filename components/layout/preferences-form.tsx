import { getTranslations } from 'next-intl/server';
import { savePreferences } from '@/lib/core/i18n/actions';
import { getPreferences } from '@/lib/core/i18n/preferences';

const choices = ['light', 'dark', 'device'] as const;

/** Light, dark or as the device; and, outside English, the digits. Plain buttons of a plain form. */
export async function AppearanceForm() {
  const [t, { theme, digits, locale }] = await Promise.all([getTranslations('common'), getPreferences()]);
  const look =
    'flex min-h-tap items-center justify-center px-3 text-small font-medium -outline-offset-3 border-line not-first:border-s aria-pressed:bg-emerald aria-pressed:text-on-emerald';
  const group = 'grid auto-cols-fr grid-flow-col rounded-control border border-edge bg-sheet';
  return (
    <form action={savePreferences} className="grid gap-3">
      <fieldset className="grid gap-1">
        <legend className="text-caption text-ink-3">{t('theme')}</legend>
        <div className={group}>
          {choices.map((choice) => (
            <button
              type="submit"
              key={choice}
              name="theme"
              value={choice}
              aria-pressed={theme === choice}
              className={look}
            >
              {t(`themes.${choice}`)}
            </button>
          ))}
        </div>
      </fieldset>
      {locale !== 'en' && (
        <fieldset className="grid gap-1">
          <legend className="text-caption text-ink-3">{t('digits')}</legend>
          <div className={group}>
            {(['latn', 'native'] as const).map((choice) => (
              <button
                type="submit"
                key={choice}
                name="digits"
                value={choice}
                aria-pressed={digits === choice}
                className={look}
              >
                {t(`digitChoices.${choice}`)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
    </form>
  );
}
