import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChartTable } from '@/components/charts/chart-table';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { hottest, juzHeats, juzOfPage, type PageHeat, pagesOfJuz } from '@/lib/mushaf/heat/rules';
import type { LineLayout } from '@/lib/quran/lines';
import { printedPage } from '@/lib/quran/mushaf';
import css from './mushaf.module.css';

interface Props {
  layout: LineLayout;
  rows: readonly PageHeat[];
  days: number;
  /** The juz laid open; the hottest page's, when none is asked for. */
  juz: number | undefined;
  /** Children of the halqa; without it the map is of one child. */
  size?: number;
  /** Address of this map with another window or juz. */
  href: (to: { days: number; juz?: number }) => string;
  /** Where the evidence of a page is. */
  pageHref: (page: number) => string;
}

export const WINDOWS = [30, 90, 365] as const;
const LEVELS = [0, 1, 2, 3] as const;

/** Where mistakes fall: thirty juz, then the pages of one, each leading to its evidence. Server-drawn, links and words. */
export function HeatMap({ layout, rows, days, juz: asked, size, href, pageHref }: Props) {
  const t = useTranslations('mushaf.heat');
  const format = useFormat();
  const printed = (page: number) => format.digits(printedPage(layout, page));
  const worst = hottest(rows);
  const juz = asked ?? (worst ? juzOfPage(layout, worst.page) : 1);
  const heats = juzHeats(layout, rows, size);
  const cells = pagesOfJuz(layout, juz, rows, size);
  const halqa = size !== undefined;
  const figure = ({ count, children }: { count: number; children: number }) => (halqa ? children : count);
  const pageName = ({ page, count, children }: PageHeat) =>
    halqa
      ? t('pageChildren', { page: printed(page), children, count })
      : t('pageCell', { page: printed(page), count });
  const legend = halqa ? 'legendHalqa' : 'legendChild';
  return (
    <>
      <nav aria-label={t('window')} className="flex flex-wrap gap-2">
        {WINDOWS.map((n) => (
          <Link
            key={n}
            href={href({ days: n, juz })}
            prefetch={false}
            {...(n === days && { 'aria-current': 'true' })}
            className="inline-flex min-h-tap items-center rounded-round border border-edge bg-sheet px-3.5 text-small aria-[current]:border-emerald aria-[current]:bg-emerald-soft aria-[current]:font-semibold aria-[current]:text-emerald"
          >
            {t('days', { n })}
          </Link>
        ))}
      </nav>
      <Sheet title={t('title')}>
        <ul className="grid grid-cols-6 gap-1.5 sm:grid-cols-10">
          {heats.map((one) => (
            <li key={one.juz}>
              <Cell
                href={href({ days, juz: one.juz })}
                name={
                  halqa
                    ? t('juzChildren', { juz: one.juz, count: one.children })
                    : t('juzCell', { juz: one.juz, count: one.count })
                }
                label={format.digits(one.juz)}
                figure={figure(one) > 0 ? format.digits(figure(one)) : ''}
                heat={one.heat}
                current={one.juz === juz}
              />
            </li>
          ))}
        </ul>
        <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
          {LEVELS.map((level) => (
            <li key={level} className="flex items-center gap-1.5">
              <span className={clsx(css.heat, css.band, 'w-6 flex-none')} data-heat={level} />
              {t(`${legend}.l${level}`)}
            </li>
          ))}
        </ul>
        <ChartTable
          heads={halqa ? [t('page'), t('childrenHead'), t('mistakes')] : [t('page'), t('mistakes')]}
          rows={[...rows]
            .sort((a, b) => figure(b) - figure(a) || a.page - b.page)
            .map((row) => ({
              key: String(row.page),
              cells: [
                <Link key="page" href={pageHref(row.page)} prefetch={false} className="link">
                  {printed(row.page)}
                </Link>,
                ...(halqa ? [format.digits(row.children)] : []),
                format.digits(row.count),
              ],
            }))}
        />
      </Sheet>
      <Sheet title={t('juzTitle', { n: juz })}>
        <ul className="grid grid-cols-5 gap-1.5 sm:grid-cols-10">
          {cells.map((cell) => (
            <li key={cell.page}>
              <Cell
                href={pageHref(cell.page)}
                name={pageName(cell)}
                label={printed(cell.page)}
                figure={figure(cell) > 0 ? format.digits(figure(cell)) : ''}
                heat={cell.heat}
                current={false}
              />
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

interface CellProps {
  href: string;
  name: string;
  label: string;
  figure: string;
  heat: number;
  current: boolean;
}

/** Number and figure on paper, the pattern below: nothing is written on a pattern. */
function Cell({ href, name, label, figure, heat, current }: CellProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={name}
      title={name}
      {...(current && { 'aria-current': 'true' })}
      className="grid min-h-tap content-between gap-1 rounded-mark border border-line bg-sheet p-1 text-caption leading-tight aria-[current]:outline-2 aria-[current]:outline-emerald"
    >
      <span className="flex justify-between gap-1">
        <span className="text-ink-2">{label}</span>
        <b className="font-semibold text-clay">{figure}</b>
      </span>
      <span className={clsx(css.heat, css.band)} data-heat={heat} />
    </Link>
  );
}
