import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';
import { Count } from './badge';

export interface LinkChoice {
  href: string;
  label: ReactNode;
  current?: boolean;
  count?: ReactNode;
  icon?: Icon;
}

/** The rooms of one record, as links; scrolls sideways where they do not fit. */
export function Tabs({ label, items }: { label: string; items: LinkChoice[] }) {
  return (
    <nav
      aria-label={label}
      className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
    >
      {items.map(({ href, label: text, current, count }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={current ? 'page' : undefined}
          className={clsx(
            'inline-flex min-h-12 items-center gap-2 border-b-3 px-3 text-small font-medium whitespace-nowrap',
            current ? 'border-emerald text-emerald' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {text}
          {count !== undefined && <Count>{count}</Count>}
        </Link>
      ))}
    </nav>
  );
}

/** Two to four ways of looking at the same thing, as links. */
export function Segmented({ label, items }: { label: string; items: LinkChoice[] }) {
  return (
    <nav
      aria-label={label}
      className="inline-grid max-w-full auto-cols-fr grid-flow-col overflow-x-auto rounded-control border border-edge bg-sheet"
    >
      {items.map(({ href, label: text, current, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={current ? 'true' : undefined}
          className={clsx(
            'flex min-h-tap items-center justify-center gap-1.5 border-line px-3 text-small font-medium whitespace-nowrap -outline-offset-3 not-first:border-s',
            current ? 'bg-emerald text-on-emerald' : 'hover:bg-sunk',
          )}
        >
          {Icon && <Icon aria-hidden size={20} strokeWidth={1.75} className="flex-none" />}
          {text}
        </Link>
      ))}
    </nav>
  );
}
