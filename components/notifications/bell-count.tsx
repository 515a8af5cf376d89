'use client';
import { useEffect, useState } from 'react';
import { lastTold, listen } from './live-store';

const MOST = 99;

/** The figure on the bell: as the page was drawn, then as the stream tells. Nothing where nothing waits. */
export function BellCount({ count, digits }: { count: number; digits: string }) {
  const [drawn, draw] = useState(count);
  const [told, hear] = useState<number>();
  // A page drawn anew knows better than what was told before it.
  if (drawn !== count) {
    draw(count);
    hear(undefined);
  }
  useEffect(() => {
    const before = lastTold()?.turn;
    return listen(({ unread, turn }) => turn !== before && hear(unread));
  }, []);
  const now = told ?? count;
  if (now === 0) return null;
  const text = String(Math.min(now, MOST)).replace(/\d/g, (digit) => digits[Number(digit)]!);
  return (
    <span className="absolute end-0 top-0 min-w-4.5 rounded-round bg-clay px-1 text-center text-[0.6875rem] leading-4.5 text-on-clay tabular">
      {text}
      {now > MOST && '+'}
    </span>
  );
}
