import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral' | 'plain' | 'solid';

/** Status as a shape, a word, then a colour: the icon is not optional. */
export function Badge({ tone, icon: Icon, children }: { tone: Tone; icon: Icon; children: ReactNode }) {
  return (
    <span className={`badge badge-${tone}`}>
      <Icon size={14} strokeWidth={2.25} />
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
