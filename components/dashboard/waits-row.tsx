import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';

const tones = {
  warn: 'bg-gold-soft text-gold-ink',
  bad: 'bg-clay-soft text-clay',
  info: 'bg-slate-soft text-slate',
};

interface Props {
  tone: keyof typeof tones;
  icon: Icon;
  title: string;
  body: string;
  /** The repair. */
  children?: ReactNode;
}

export function WaitsRow({ tone, icon: Icon, title, body, children }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line px-4 py-3 not-last:border-b sm:px-6">
      <span
        aria-hidden
        className={clsx('grid size-10 flex-none place-items-center rounded-round', tones[tone])}
      >
        <Icon size={20} strokeWidth={1.75} />
      </span>
      <span className="min-w-0 flex-[1_1_16rem]">
        <b className="block font-semibold">{title}</b>
        <span className="text-small text-ink-2">{body}</span>
      </span>
      <span className="flex flex-wrap gap-3">{children}</span>
    </li>
  );
}
