import { area, line } from 'd3-shape';
import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import { daysBetween, type LocalDate } from '@/lib/core/time';
import { ChartTable } from './chart-table';

interface Point {
  date: LocalDate;
  value: number;
}
interface Fan {
  date: LocalDate;
  low: number;
  high: number;
}

interface Props {
  /** What was held, oldest first. */
  history: Point[];
  /** The widening band from today on; empty when there is none. */
  fan: Fan[];
  /** The top of the scale: all there is to hold. */
  whole: number;
  /** Says the result in a sentence. */
  sentence: string;
  heads: { day: string; held: string; range: string };
}

const WIDE = 600;
const HIGH = 190;

/** What is held along the way, and from today on the likely range: a band between dashed edges, never one line. */
export function GrowthChart({ history, fan, whole, sentence, heads }: Props) {
  const t = useTranslations('progress.chart');
  const format = useFormat();
  const first = history[0];
  if (!first) return null;
  const last = fan.at(-1)?.date ?? history.at(-1)!.date;
  const span = Math.max(1, daysBetween(first.date, last));
  const x = (date: LocalDate) => (daysBetween(first.date, date) / span) * WIDE;
  const y = (value: number) => HIGH - (Math.min(value, whole) / whole) * HIGH;
  const held = line<Point>(
    ({ date }) => x(date),
    ({ value }) => y(value),
  )(history);
  const edge = (side: 'low' | 'high') =>
    line<Fan>(
      ({ date }) => x(date),
      (point) => y(point[side]),
    )(fan);
  const band = area<Fan>(
    ({ date }) => x(date),
    ({ low }) => y(low),
    ({ high }) => y(high),
  )(fan);
  const now = history.at(-1)!;
  const place = `${((x(now.date) / WIDE) * 100).toFixed(1)}%`;
  return (
    <div>
      <div role="img" aria-label={sentence}>
        <p className="flex justify-between text-caption text-ink-3 tabular">
          <span>{t('top', { pages: format.number(whole) })}</span>
          {fan.length > 0 && <span>{t('likely')}</span>}
        </p>
        <div className="relative border-y border-line">
          <svg
            viewBox={`0 0 ${WIDE} ${HIGH}`}
            preserveAspectRatio="none"
            className="block h-44 w-full overflow-visible rtl:-scale-x-100"
            aria-hidden="true"
          >
            {[0.25, 0.5, 0.75].map((share) => (
              <path
                key={share}
                d={`M0 ${HIGH * share}H${WIDE}`}
                className="stroke-line"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {band && <path d={band} className="fill-emerald-soft" />}
            {(['low', 'high'] as const).map((side) => (
              <path
                key={side}
                d={edge(side) ?? ''}
                fill="none"
                strokeWidth="1.5"
                strokeDasharray="5 4"
                className="stroke-emerald"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <path
              d={held ?? ''}
              fill="none"
              strokeWidth="2.5"
              className="stroke-emerald"
              vectorEffect="non-scaling-stroke"
            />
            {history.map(({ date, value }) => (
              // A dot that keeps its shape while the picture stretches.
              <path
                key={date}
                d={`M${x(date).toFixed(1)} ${y(value).toFixed(1)}h0`}
                strokeWidth="6"
                strokeLinecap="round"
                className="stroke-emerald"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          <b
            className="absolute -translate-y-[calc(100%+0.4rem)] px-1 text-caption font-semibold tabular"
            style={{
              insetInlineStart: `min(${place}, calc(100% - 3rem))`,
              insetBlockStart: `${((y(now.value) / HIGH) * 100).toFixed(1)}%`,
            }}
          >
            {format.number(Math.round(now.value))}
          </b>
        </div>
        <p className="flex justify-between text-caption text-ink-3 tabular">
          <span>{format.month(first.date)}</span>
          <span>{format.month(last)}</span>
        </p>
      </div>
      <ChartTable
        heads={[heads.day, heads.held, heads.range]}
        rows={[
          ...history.map(({ date, value }) => ({
            key: `h${date}`,
            cells: [format.date(date), format.number(Math.round(value)), ''],
          })),
          ...fan.slice(1).map(({ date, low, high }) => ({
            key: `f${date}`,
            cells: [
              format.month(date),
              '',
              t('between', {
                low: format.number(Math.round(low)),
                high: format.number(Math.round(high)),
              }),
            ],
          })),
        ]}
      />
    </div>
  );
}
