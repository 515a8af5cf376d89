import { line } from 'd3-shape';
import { useFormat } from '@/lib/core/i18n/get-format';
import { ChartTable } from './chart-table';

export interface LinePoint {
  key: string;
  label: string;
  value: number;
}

interface Props {
  /** Oldest first. */
  points: LinePoint[];
  /** Says the result in a sentence. */
  sentence: string;
  heads: [string, string];
  /** A dashed line to compare with, and its name. */
  mark?: { value: number; label: string } | undefined;
}

const WIDE = 600;
const HIGH = 120;

/** A figure through time from zero: points marked, the last one written. */
export function LineChart({ points, sentence, heads, mark }: Props) {
  const format = useFormat();
  const last = points.at(-1);
  if (!last) return null;
  const most = Math.max(1, mark?.value ?? 0, ...points.map(({ value }) => value)) * 1.1;
  const x = (index: number) => (points.length > 1 ? (index / (points.length - 1)) * WIDE : WIDE);
  const y = (value: number) => HIGH - (value / most) * HIGH;
  const drawn = line<LinePoint>(
    (_, index) => x(index),
    ({ value }) => y(value),
  )(points);
  return (
    <div>
      <div role="img" aria-label={sentence}>
        <div className="relative border-b border-edge pt-3">
          <svg
            viewBox={`0 0 ${WIDE} ${HIGH}`}
            preserveAspectRatio="none"
            className="block h-28 w-full overflow-visible rtl:-scale-x-100"
            aria-hidden="true"
          >
            {mark && (
              <path
                d={`M0 ${y(mark.value).toFixed(1)}H${WIDE}`}
                strokeDasharray="5 4"
                strokeWidth="1.5"
                className="stroke-gold-ink"
                vectorEffect="non-scaling-stroke"
              />
            )}
            <path
              d={drawn ?? ''}
              fill="none"
              strokeWidth="2.5"
              className="stroke-emerald"
              vectorEffect="non-scaling-stroke"
            />
            {points.map(({ key, value }, index) => (
              <path
                key={key}
                d={`M${x(index).toFixed(1)} ${y(value).toFixed(1)}h0`}
                strokeWidth="6"
                strokeLinecap="round"
                className="stroke-emerald"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          <b
            className="absolute end-0 -translate-y-[calc(100%+0.4rem)] px-1 text-caption font-semibold tabular"
            style={{ insetBlockStart: `calc(0.75rem + 7rem * ${(y(last.value) / HIGH).toFixed(3)})` }}
          >
            {format.number(Math.round(last.value))}
          </b>
        </div>
        <p className="flex justify-between text-caption text-ink-3 tabular">
          <span>{points[0]!.label}</span>
          <span>{last.label}</span>
        </p>
        {mark && (
          <p className="flex items-center gap-2 text-caption text-ink-2">
            <svg width="28" height="4" aria-hidden="true">
              <path d="M0 2H28" strokeDasharray="5 4" strokeWidth="2" className="stroke-gold-ink" />
            </svg>
            {mark.label}
          </p>
        )}
      </div>
      <ChartTable
        heads={heads}
        rows={points.map(({ key, label, value }) => ({
          key,
          cells: [label, format.number(Math.round(value))],
        }))}
      />
    </div>
  );
}
