import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFormat } from '@/lib/core/i18n/get-format';
import { ChartTable } from './chart-table';
import { JuzCells } from './juz-cells';

export interface JuzCell {
  /** 1–30 */
  juz: number;
  /** 0–1 of the juz's ayat memorised. */
  share: number;
  /** The juz in which the next sabaq lies. */
  current?: boolean;
  jaizaPassed?: boolean;
}

interface Props {
  /** Thirty, in order. */
  cells: JuzCell[];
  /** 0–1 of the whole Quran. */
  share: number;
  /** Six columns on a phone page, ten in the office from 640 px up. */
  layout?: 'phone' | 'wide';
  /** Where each juz opens the lessons behind it; without it the board is a picture. */
  evidence?: string;
}

function LegendItem({
  label,
  children,
  className,
}: {
  label: string;
  children?: React.ReactNode;
  className?: string;
}) {
  return (
    <li className="flex items-center gap-1.5">
      <span className={clsx('block h-3.5 w-5.5 flex-none overflow-hidden rounded-[2px] border', className)}>
        {children}
      </span>
      {label}
    </li>
  );
}

/** Thirty juz in the page's own direction: number and share on paper above, a band as wide as the juz is covered below. */
export function JuzBoard({ cells, share, layout = 'wide', evidence }: Props) {
  const id = useId();
  const t = useTranslations('common.charts');
  const format = useFormat();
  const complete = cells.filter((cell) => cell.share >= 1).length;
  const words = ({ juz, share: part, current, jaizaPassed }: JuzCell) =>
    [
      part > 0 ? t('juz', { juz, share: format.percent(part) }) : t('juzNone', { juz }),
      current && t('current'),
      jaizaPassed && t('jaizaPassed'),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <div>
      <JuzCells
        label={t('board', { complete, share: format.percent(share) })}
        describedBy={id}
        wide={layout === 'wide'}
        evidence={evidence}
        cells={cells.map((cell) => ({
          number: format.digits(cell.juz),
          words: words(cell),
          share: cell.share,
          percent: cell.share > 0 ? format.percent(cell.share) : undefined,
          current: cell.current ?? false,
          passed: cell.jaizaPassed ?? false,
        }))}
      />
      <ul id={id} className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        <LegendItem label={t('legend.complete')} className="border-edge bg-strength-5" />
        <LegendItem label={t('legend.partial')} className="border-edge bg-sheet">
          <span className="block h-full w-1/2 bg-strength-4" />
        </LegendItem>
        <LegendItem label={t('legend.none')} className="border-dashed border-edge" />
        <LegendItem label={t('legend.current')} className="border-2 border-emerald" />
      </ul>
      <ChartTable
        heads={[t('juzColumn'), t('memorised')]}
        rows={cells
          .filter((cell) => cell.share > 0)
          .map((cell) => ({
            key: String(cell.juz),
            cells: [format.digits(cell.juz), format.percent(cell.share)],
          }))}
      />
    </div>
  );
}
