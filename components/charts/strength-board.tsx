import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { starPath } from '@/components/ui/brand-mark';
import { useFormat } from '@/lib/core/i18n/get-format';
import { bandOfStrength } from '@/lib/progress/strength/rules';
import { ChartTable } from './chart-table';
import { type Ink, InkPatterns, inkFill } from './ink';
import { InkSwatch } from './stacked-bar';

export interface StrengthCell {
  juz: number;
  /** 0–1 of the ayahs held. */
  share: number;
  /** 0–1; undefined when nothing of it was recited yet. */
  strength: number | undefined;
  current: boolean;
  jaizaPassed: boolean;
  /** The lessons behind it. */
  href: string;
}

const BANDS: readonly Ink[] = [5, 4, 3, 2, 1];
const bandName = (ink: Ink) => `s${ink}` as const;

function Star({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={clsx('fill-gold', className)} aria-hidden="true">
      <path d={starPath} />
    </svg>
  );
}

/** Thirty juz in the page's own direction: number and share on paper above; below, a band as wide as the juz is covered,
 *  in the ink of its strength. Each opens its lessons. */
export function StrengthBoard({
  cells,
  layout = 'wide',
}: {
  cells: StrengthCell[];
  layout?: 'phone' | 'wide';
}) {
  const id = useId();
  const t = useTranslations('common.charts');
  const s = useTranslations('progress.board');
  const format = useFormat();
  const inkOf = ({ strength }: StrengthCell) =>
    strength === undefined ? undefined : bandOfStrength(strength);
  const state = (cell: StrengthCell) => {
    const ink = inkOf(cell);
    return ink ? s(bandName(ink)) : s('unheard');
  };
  const words = (cell: StrengthCell) =>
    [
      cell.share > 0
        ? t('juz', { juz: cell.juz, share: format.percent(cell.share) })
        : t('juzNone', { juz: cell.juz }),
      cell.share > 0 && state(cell),
      cell.strength !== undefined && s('recall', { share: format.percent(cell.strength) }),
      cell.current && t('current'),
      cell.jaizaPassed && t('jaizaPassed'),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <div>
      <svg width="0" height="0" className="absolute" aria-hidden="true">
        <InkPatterns id={id} />
      </svg>
      <ol className={clsx('grid grid-cols-6 gap-1.5', layout === 'wide' && 'sm:grid-cols-10')}>
        {cells.map((cell) => {
          const ink = inkOf(cell);
          return (
            <li key={cell.juz}>
              <Link
                href={cell.href}
                prefetch={false}
                aria-label={words(cell)}
                title={words(cell)}
                className={clsx(
                  'juz block',
                  cell.share > 0 && 'juz-held',
                  cell.current && 'outline-2 outline-offset-1 outline-emerald',
                )}
              >
                <b>{format.digits(cell.juz)}</b>
                {cell.strength !== undefined && format.percent(cell.strength)}
                {cell.jaizaPassed && <Star className="absolute end-1 top-1 size-3.5" />}
                {cell.share > 0 && (
                  <svg
                    className="absolute inset-x-0 bottom-0 h-5.5 w-full border-t border-edge rtl:-scale-x-100"
                    aria-hidden="true"
                  >
                    <rect
                      width={`${(cell.share * 100).toFixed(1)}%`}
                      height="100%"
                      {...(ink ? { fill: inkFill(id, ink) } : { className: 'fill-sunk' })}
                    />
                  </svg>
                )}
              </Link>
            </li>
          );
        })}
      </ol>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        {BANDS.map((ink) => (
          <li key={ink} className="flex items-center gap-1.5">
            <InkSwatch ink={ink} />
            {s(bandName(ink))}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <Star className="size-4" />
          {t('jaizaPassed')}
        </li>
        <li className="flex items-center gap-1.5">
          <span className="block h-3.5 w-5.5 flex-none rounded-[2px] border border-dashed border-edge" />
          {t('legend.none')}
        </li>
        <li className="flex items-center gap-1.5">
          <span className="block h-3.5 w-5.5 flex-none rounded-[2px] border-2 border-emerald" />
          {t('legend.current')}
        </li>
      </ul>
      <ChartTable
        heads={[t('juzColumn'), t('memorised'), s('strength'), s('jaiza')]}
        rows={cells
          .filter(({ share }) => share > 0)
          .map((cell) => ({
            key: String(cell.juz),
            cells: [
              format.digits(cell.juz),
              format.percent(cell.share),
              cell.strength === undefined
                ? s('unheard')
                : `${format.percent(cell.strength)} · ${state(cell)}`,
              cell.jaizaPassed ? t('jaizaPassed') : '–',
            ],
          }))}
      />
    </div>
  );
}
