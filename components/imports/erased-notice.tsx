import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/lib/core/i18n/get-format';

/** In place of the rows, once their text is gone. */
export function ErasedNotice({ on }: { on: string }) {
  const t = useTranslations('imports.erased');
  const format = useFormat();
  return (
    <Notice tone="info" title={t('title', { date: format.date(on) })}>
      {t('body')}
    </Notice>
  );
}
