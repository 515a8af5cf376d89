import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import { hottest, type PageHeat } from '@/lib/mushaf/heat/rules';
import type { LineLayout } from '@/lib/quran/lines';
import { printedPage } from '@/lib/quran/mushaf';

interface Props {
  rows: readonly PageHeat[];
  days: number;
  layout: LineLayout;
  /** Of a halqa: its children, and how many of them have a mark at all. */
  halqa?: { size: number; tripped: number };
}

/** What the map says, in one sentence. */
export function HeatSentence({ rows, days, layout, halqa }: Props) {
  const t = useTranslations('mushaf.heat');
  const format = useFormat();
  const worst = hottest(rows);
  if (!worst) return <p className="max-w-[62ch]">{t('none', { days })}</p>;
  const page = format.digits(printedPage(layout, worst.page));
  const pages = rows.length;
  return (
    <p className="max-w-[62ch]">
      {halqa
        ? t('halqa', { children: halqa.tripped, size: halqa.size, pages, days, page, most: worst.children })
        : t('child', {
            count: rows.reduce((sum, { count }) => sum + count, 0),
            pages,
            days,
            page,
            most: worst.count,
          })}
    </p>
  );
}
