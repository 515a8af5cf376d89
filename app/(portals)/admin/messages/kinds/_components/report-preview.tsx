import { useTranslations } from 'next-intl';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { Preview } from '@/lib/messages/kinds/queries';

/** The last message of a kind that there was occasion for, as it stands on a family's phone. */
export function ReportPreview({ preview }: { preview: Preview | undefined }) {
  const t = useTranslations('messageChannel');
  const format = useFormat();
  if (!preview) return <p className="mb-3 text-small text-ink-3">{t('kinds.noPreview')}</p>;
  const { child, date, texts } = preview;
  return (
    <details className="mb-3">
      <summary className="link inline-flex min-h-tap cursor-pointer items-center text-small">
        {t('kinds.preview')}
      </summary>
      <p className="mb-3 text-caption text-ink-3">
        {t('kinds.previewOf', { child, day: format.date(date) })}
      </p>
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
    </details>
  );
}
