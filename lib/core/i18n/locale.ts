/** Languages of the interface; Urdu is the Urdu of Pakistan, which writes Latin digits on phones and bills. */
export const locales = ['en', 'ur', 'ar'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';

/** `latn` 0–9 (the default everywhere), `native` ۰–۹ in Urdu and ٠–٩ in Arabic. */
export type Digits = 'latn' | 'native';
/** `device` follows the device; it is the absence of a choice. */
export type Theme = 'light' | 'dark' | 'device';

export const preferenceCookies = { locale: 'locale', digits: 'digits', theme: 'theme' } as const;

const regions = { en: 'en-GB', ur: 'ur-PK', ar: 'ar' } as const satisfies Record<Locale, string>;

/** What `useLocale()` gives: never equal to a `Locale`, and the compiler says so to who compares the two. */
export type Tag = `${(typeof regions)[Locale]}-u-nu-${string}`;
const nativeDigits: Record<Locale, string> = { en: 'latn', ur: 'arabext', ar: 'arab' };

/** Each language's name in itself: the same in every catalogue, so it stands outside them. */
export const languageNames: Record<Locale, string> = { en: 'English', ur: 'اردو', ar: 'العربية' };

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function isDigits(value: unknown): value is Digits {
  return value === 'latn' || value === 'native';
}

export function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark' || value === 'device';
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'en' ? 'ltr' : 'rtl';
}

/** The full tag that `Intl` and the messages use: `ur-PK-u-nu-latn`. */
export function intlTag(locale: Locale, digits: Digits): Tag {
  return `${regions[locale]}-u-nu-${digits === 'native' ? nativeDigits[locale] : 'latn'}`;
}

/** The interface language behind any tag, `useLocale()`'s included. */
export function localeOfTag(tag: string): Locale {
  const language = tag.split('-')[0];
  return isLocale(language) ? language : defaultLocale;
}

/** A name in the script that the reader reads first, as far as the record has it. */
export function nameIn<N extends string | null>(
  { name, nativeName }: { name: N; nativeName?: string | null },
  language: string,
): N | string {
  return language === 'en' ? name : (nativeName ?? name);
}

/**
 * The best of our languages for an `Accept-Language` header, by its q-weights; English when none fits.
 * Malformed parts are passed over.
 */
export function negotiateLocale(header: string | null): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      const quality = weight ? Number(weight.trim().slice(2)) : 1;
      return { language: tag.toLowerCase().split('-')[0], quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return wishes.map(({ language }) => language).find(isLocale) ?? defaultLocale;
}
