import { useId } from 'react';
import { type Ink, InkPatterns, inkFill } from './ink';

export interface Segment {
  key: string;
  value: number;
  ink: Ink;
}

/** Parts of one whole in order, told apart by pattern. Decoration: the figures stand beside it in words. */
export function StackedBar({ segments, max }: { segments: Segment[]; max?: number }) {
  const id = useId();
  const whole = max ?? segments.reduce((sum, { value }) => sum + value, 0);
  let start = 0;
  return (
    <svg className="h-6 w-full bg-sunk/50 rtl:-scale-x-100" aria-hidden="true">
      <InkPatterns id={id} />
      {segments.map(({ key, value, ink }) => {
        if (value <= 0 || whole <= 0) return null;
        const width = (value / whole) * 100;
        const x = start;
        start += width;
        return (
          <rect
            key={key}
            x={`${x.toFixed(2)}%`}
            width={`${width.toFixed(2)}%`}
            height="100%"
            fill={inkFill(id, ink)}
            strokeWidth="2"
            className="stroke-sheet"
          />
        );
      })}
    </svg>
  );
}

/** The pattern's sample in a legend. */
export function InkSwatch({ ink }: { ink: Ink }) {
  const id = useId();
  return (
    <svg className="h-3.5 w-5.5 flex-none border border-edge" aria-hidden="true">
      <InkPatterns id={id} />
      <rect width="100%" height="100%" fill={inkFill(id, ink)} />
    </svg>
  );
}
