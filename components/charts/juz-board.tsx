import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { type CSSProperties, useId } from 'react';
import { starPath } from '@/components/ui/brand-mark';
import { useFormat } from '@/lib/core/i18n/get-format';
import { ChartTable } from './chart-table';

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
export function JuzBoard({ cells, share, layout = 'wide' }: Props) {
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
      <div
        role="img"
        aria-label={t('board', { complete, share: format.percent(share) })}
        aria-describedby={id}
        className={clsx('grid grid-cols-6 gap-1.5', layout === 'wide' && 'sm:grid-cols-10')}
      >
        {cells.map((cell) => (
          <div
            key={cell.juz}
            title={words(cell)}
            className={clsx('juz', cell.current && 'outline-2 outline-offset-1 outline-emerald')}
            {...(cell.share > 0 && {
              style: { '--covered': `${(cell.share * 100).toFixed(1)}%` } as CSSProperties,
            })}
            {...(cell.share >= 1 && { 'data-complete': '' })}
          >
            <b>{format.digits(cell.juz)}</b>
            {cell.share > 0 && format.percent(cell.share)}
            {cell.jaizaPassed && (
              <svg viewBox="0 0 24 24" className="absolute end-1 top-1 size-3.5 fill-gold" aria-hidden="true">
                <path d={starPath} />
              </svg>
            )}
          </div>
        ))}
      </div>
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
