import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ChartTable } from '@/components/charts/chart-table';
import { InkPatterns, inkFill } from '@/components/charts/ink';
import { useFormat } from '@/lib/core/i18n/get-format';
import { inkOf, type JuzRow } from '@/lib/revision/child/rules';

const SIDE = 20;
const GAP = 4;
const INKS = [5, 4, 3, 2, 1] as const;

/** A line for each juz of which something is held, a square for each rub': ink fades where it is not recited. */
export function JuzStrength({ rows }: { rows: readonly JuzRow[] }) {
  const id = useId();
  const t = useTranslations('revision');
  const format = useFormat();
  const inks = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [inkOf(cell.strength)] : [])));
  const count = (ink: number) => inks.filter((one) => one === ink).length;
  return (
    <div>
      <svg className="absolute size-0" aria-hidden="true">
        <InkPatterns id={id} />
      </svg>
      <div
        role="img"
        aria-label={t('boardSays', {
          count: inks.length,
          strong: count(5),
          firm: count(4),
          fair: count(3),
          fading: count(2),
          rusty: count(1),
        })}
        className="grid gap-1.5 sm:grid-cols-2 sm:gap-x-6"
      >
        {rows.map(({ juz, cells, mean }) => (
          <div key={juz} className="grid grid-cols-[2rem_minmax(0,1fr)_3rem] items-center gap-2 text-small">
            <b className="font-semibold tabular">{format.digits(juz)}</b>
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${8 * (SIDE + GAP) - GAP} ${SIDE}`}
              className="h-5 w-full rtl:-scale-x-100"
              preserveAspectRatio="xMinYMid"
            >
              {cells.map((cell, at) => (
                // A rub' of a juz is known by its place.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <g key={at} transform={`translate(${at * (SIDE + GAP)} 0)`}>
                  {cell && (
                    <rect width={SIDE * cell.share} height={SIDE} fill={inkFill(id, inkOf(cell.strength))}>
                      <title>{t('unit', { unit: cell.unit, share: format.percent(cell.strength) })}</title>
                    </rect>
                  )}
                  <rect
                    x=".5"
                    y=".5"
                    width={SIDE - 1}
                    height={SIDE - 1}
                    className="fill-none stroke-edge"
                    {...(!cell && { strokeDasharray: '3 3' })}
                  />
                </g>
              ))}
            </svg>
            <span className="text-end text-caption tabular">{format.percent(mean)}</span>
          </div>
        ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        {INKS.map((ink) => (
          <li key={ink} className="flex items-center gap-1.5">
            <svg viewBox="0 0 22 14" className="h-3.5 w-5.5" aria-hidden="true">
              <rect x=".5" y=".5" width="21" height="13" fill={inkFill(id, ink)} className="stroke-edge" />
            </svg>
            {t(`bands.${ink}`)}
          </li>
        ))}
      </ul>
      <ChartTable
        heads={[t('juzColumn'), t('meanColumn'), t('weakest'), t('heardColumn'), t('dueColumn')]}
        rows={rows.map(({ juz, mean, weakest, heardOn, dueOn }) => ({
          key: String(juz),
          cells: [
            format.digits(juz),
            format.percent(mean),
            format.percent(weakest),
            format.dateShort(heardOn),
            format.dateShort(dueOn),
          ],
        }))}
      />
    </div>
  );
}
