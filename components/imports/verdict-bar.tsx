import { useId } from 'react';

interface Props {
  ready: number;
  /** Warnings and rows to decide. */
  look: number;
  refused: number;
  /** The same in a sentence. */
  label: string;
}

/** The whole file in one line: solid is ready, gold strokes are to look at, clay strokes are refused. */
export function VerdictBar({ ready, look, refused, label }: Props) {
  const id = useId();
  const whole = Math.max(1, ready + look + refused);
  const share = (count: number) => `${((count / whole) * 100).toFixed(2)}%`;
  return (
    <svg
      role="img"
      aria-label={label}
      className="forced-border h-4.5 w-full overflow-hidden rounded-mark bg-sunk rtl:-scale-x-100"
    >
      <defs>
        <pattern
          id={`${id}w`}
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="7" height="7" className="fill-gold-soft" />
          <rect width="4" height="7" className="fill-gold" />
        </pattern>
        <pattern
          id={`${id}b`}
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width="7" height="7" className="fill-clay-soft" />
          <rect width="3" height="7" className="fill-clay" />
        </pattern>
      </defs>
      <rect width={share(ready)} height="100%" className="fill-emerald" />
      <rect x={share(ready)} width={share(look)} height="100%" fill={`url(#${id}w)`} />
      <rect x={share(ready + look)} width={share(refused)} height="100%" fill={`url(#${id}b)`} />
    </svg>
  );
}
