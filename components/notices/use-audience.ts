import { useLocale, useTranslations } from 'next-intl';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import type { NoticeLine } from '@/lib/notices/view/schema';

type Of = Pick<NoticeLine, 'campus' | 'halqa' | 'toFamilies' | 'toStaff'>;

/** Most halqas bear the word in their name; it is not said twice. */
const SAYS_ITSELF = { halqaOf: /^(halqa|حلق[ہةه])\s/i, campusOf: /^(campus|شاخ|فرع)\s/i } as const;

type Kind = keyof typeof SAYS_ITSELF;

/** "Halqa Umar", "Campus North". @param t of the catalogue `notices` */
export function placeOf(
  kind: Kind,
  place: { name: string; nativeName?: string | null },
  { t, language }: { t: (kind: Kind, values: { name: string }) => string; language: string },
): string {
  const name = nameIn(place, language);
  return SAYS_ITSELF[kind].test(name) ? name : t(kind, { name });
}

/** "To: Halqa Umar (families)". */
export function useAudience(): (notice: Of) => string {
  const t = useTranslations('notices');
  const language = localeOfTag(useLocale());
  return ({ campus, halqa, toFamilies, toStaff }) =>
    t('to', {
      audience: halqa
        ? placeOf('halqaOf', halqa, { t, language })
        : campus
          ? placeOf('campusOf', campus, { t, language })
          : t('everybody'),
      readers: t(`readers.${toFamilies && toStaff ? 'both' : toFamilies ? 'families' : 'staff'}`),
    });
}
