'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { CSSProperties } from 'react';
import { starPath } from '@/components/ui/brand-mark';

export interface DrawnJuz {
  /** In the reader's digits. */
  number: string;
  /** What it says to whoever rests on it. */
  words: string;
  /** 0–1 of its ayat, and the same as words; neither when nothing is memorised. */
  share: number;
  percent: string | undefined;
  current: boolean;
  passed: boolean;
}

interface Props {
  cells: DrawnJuz[];
  label: string;
  describedBy: string;
  wide: boolean;
  /** The page of progress, where a juz opens its lessons. */
  evidence: string | undefined;
}

/** The thirty fields of the board, drawn from their words; what is begun opens its lessons. */
export function JuzCells({ cells, label, describedBy, wide, evidence }: Props) {
  const frame = { role: evidence ? 'group' : 'img', 'aria-label': label, 'aria-describedby': describedBy };
  return (
    <div {...frame} className={clsx('grid grid-cols-6 gap-1.5', wide && 'sm:grid-cols-10')}>
      {cells.map(({ number, words, share, percent, current, passed }, at) => {
        const drawn = {
          title: words,
          className: clsx('juz', current && 'outline-2 outline-offset-1 outline-emerald'),
          ...(share > 0 && { style: { '--covered': `${(share * 100).toFixed(1)}%` } as CSSProperties }),
          ...(share >= 1 && { 'data-complete': '' }),
        };
        const inside = (
          <>
            <b>{number}</b>
            {percent}
            {passed && (
              <svg viewBox="0 0 24 24" className="absolute end-1 top-1 size-3.5 fill-gold" aria-hidden="true">
                <path d={starPath} />
              </svg>
            )}
          </>
        );
        return evidence && share > 0 ? (
          <Link
            key={number}
            href={`${evidence}?show=juz-${at + 1}#evidence`}
            prefetch={false}
            aria-label={words}
            {...drawn}
          >
            {inside}
          </Link>
        ) : (
          <div key={number} {...drawn}>
            {inside}
          </div>
        );
      })}
    </div>
  );
}
