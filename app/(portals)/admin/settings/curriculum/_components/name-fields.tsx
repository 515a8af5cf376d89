import { useTranslations } from 'next-intl';
import { TextField } from '@/components/forms/text-field';
import type { Item } from '@/lib/reading/curriculum/rules';

/** A name in the three languages; one of them is enough. */
export function NameFields({ item }: { item?: Item }) {
  const t = useTranslations('reading.curriculum');
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField name="en" label={t('en')} maxLength={80} defaultValue={item?.en} lang="en" dir="ltr" />
      <TextField name="ur" label={t('ur')} maxLength={80} defaultValue={item?.ur} lang="ur" dir="rtl" />
      <TextField name="ar" label={t('ar')} maxLength={80} defaultValue={item?.ar} lang="ar" dir="rtl" />
    </div>
  );
}
