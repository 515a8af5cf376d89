import type { ReactNode } from 'react';

interface Props {
  value: number;
  max: number;
  /** What is being measured, for those who do not see the bar. */
  label: string;
  /** The figure after the bar. */
  figure?: ReactNode;
}

/** A drawn bar rather than a styled one: its width is an attribute, so the page needs no inline style. */
export function ProgressBar({ value, max, label, figure }: Props) {
  const ratio = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span className="flex items-center gap-2">
      <svg
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className="forced-border h-2 w-0 min-w-16 flex-1 overflow-hidden rounded-round bg-sunk inset-ring inset-ring-line rtl:-scale-x-100"
      >
        <rect width={`${(ratio * 100).toFixed(1)}%`} height="100%" className="fill-emerald" />
      </svg>
      {figure !== undefined && <span className="text-caption text-ink-2 tabular">{figure}</span>}
    </span>
  );
}
