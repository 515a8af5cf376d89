import { useTranslations } from 'next-intl';

/** First stop of the Tab key: past the frame, to the page (`<main id="page">`). */
export function SkipLink() {
  const t = useTranslations('common');
  return (
    <a
      href="#page"
      className="fixed start-4 top-0 z-50 -translate-y-[150%] rounded-b-control bg-emerald px-4 py-3 text-on-emerald focus:translate-y-0 print:hidden"
    >
      {t('skip')}
    </a>
  );
}
