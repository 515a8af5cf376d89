import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { Preview } from '@/lib/messages/kinds/queries';

/** The last report there is, as it stands on a family's phone. */
export function ReportPreview({ preview }: { preview: Preview | undefined }) {
  const t = useTranslations('messageChannel');
  const format = useFormat();
  if (!preview)
    return (
      <Sheet title={t('kinds.preview')}>
        <p className="text-small text-ink-2">{t('kinds.noPreview')}</p>
      </Sheet>
    );
  const { child, date, texts } = preview;
  return (
    <Sheet title={t('kinds.preview')} note={t('kinds.previewOf', { child, day: format.date(date) })}>
      <ul className="grid gap-4">
        {messageLanguages.map((language) => (
          <li key={language} className="grid gap-1.5">
            <span className="text-caption text-ink-3">{t(`languages.${language}`)}</span>
            <p
              lang={language}
              dir={language === 'en' ? 'ltr' : 'rtl'}
              className="rounded-card border border-line bg-emerald-soft px-4 py-3 text-start text-small text-ink"
            >
              {texts[language]}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
