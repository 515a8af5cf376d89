'use client';
import { clsx } from 'clsx';
import { savePreferences } from '@/lib/core/i18n/actions';

const group = 'grid auto-cols-fr grid-flow-col rounded-control border border-edge bg-sheet';

interface LanguageProps {
  label: string;
  current: string;
  languages: readonly (readonly [locale: string, name: string])[];
  className?: string | undefined;
}

/** Three buttons of a plain form, each in its own script. */
export function LanguageButtons({ label, current, languages, className }: LanguageProps) {
  return (
    <form action={savePreferences} aria-label={label} className={className}>
      <div className={group}>
        {languages.map(([locale, name]) => (
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
            {name}
          </button>
        ))}
      </div>
    </form>
  );
}

export interface Choice {
  name: string;
  label: string;
  current: string;
  values: (readonly [value: string, label: string])[];
}

/** A choice a line, a button each. */
export function ChoiceButtons({ choices }: { choices: Choice[] }) {
  return (
    <form action={savePreferences} className="grid gap-3">
      {choices.map(({ name, label, current, values }) => (
        <fieldset key={name} className="grid gap-1">
          <legend className="text-caption text-ink-3">{label}</legend>
          <div className={group}>
            {values.map(([value, text]) => (
              <button
                type="submit"
                key={value}
                name={name}
                value={value}
                aria-pressed={current === value}
                className="flex min-h-tap items-center justify-center px-3 text-small font-medium -outline-offset-3 border-line not-first:border-s aria-pressed:bg-emerald aria-pressed:text-on-emerald"
              >
                {text}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
    </form>
  );
}
