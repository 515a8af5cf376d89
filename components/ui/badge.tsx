import { cva } from 'class-variance-authority';
import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral' | 'plain' | 'solid';

const badgeClass = cva(
  'forced-border inline-flex items-center gap-1.5 rounded-mark border px-2.5 py-0.5 text-caption leading-normal font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        good: 'border-transparent bg-emerald-soft text-emerald',
        warn: 'border-transparent bg-gold-soft text-gold-ink',
        bad: 'border-transparent bg-clay-soft text-clay',
        info: 'border-transparent bg-slate-soft text-slate',
        neutral: 'border-transparent bg-sunk text-ink-2',
        plain: 'border-line text-ink-2',
        solid: 'border-transparent bg-emerald text-on-emerald',
      } satisfies Record<Tone, string>,
    },
  },
);

/** Status as a shape, a word, then a colour: the icon is not optional. */
export function Badge({ tone, icon: Icon, children }: { tone: Tone; icon: Icon; children: ReactNode }) {
  return (
    <span className={badgeClass({ tone })}>
      <Icon aria-hidden size={14} strokeWidth={2.25} className="flex-none" />
      {children}
    </span>
  );
}

/** A bare figure beside a heading or a navigation item. */
export function Count({ children }: { children: ReactNode }) {
  return (
    <span className="inline-grid h-6 min-w-6 place-items-center rounded-round bg-sunk px-1.5 text-caption leading-none font-semibold text-ink-2 tabular">
      {children}
    </span>
  );
}
