import { useLocale, useTranslations } from 'next-intl';
import { localeOfTag } from '@/lib/core/i18n/locale';
import type { NoticeLine } from '@/lib/notices/view/schema';
import { placeName } from '@/lib/students/rules';

type Of = Pick<NoticeLine, 'campus' | 'halqa' | 'toFamilies' | 'toStaff'>;

/** "To: Halqa Umar (families)". */
export function useAudience(): (notice: Of) => string {
  const t = useTranslations('notices');
  const language = localeOfTag(useLocale());
  return ({ campus, halqa, toFamilies, toStaff }) =>
    t('to', {
      audience: halqa
        ? t('halqaOf', { name: placeName(halqa, language) })
        : campus
          ? t('campusOf', { name: placeName(campus, language) })
          : t('everybody'),
      readers: t(`readers.${toFamilies && toStaff ? 'both' : toFamilies ? 'families' : 'staff'}`),
    });
}
