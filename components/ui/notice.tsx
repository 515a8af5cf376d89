import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, type Icon, Info, TriangleAlert } from '@/components/ui/icons';

type NoticeTone = 'good' | 'warn' | 'bad' | 'info';

const looks: Record<NoticeTone, { className: string; icon: Icon }> = {
  good: { className: 'bg-emerald-soft text-emerald', icon: CircleCheck },
  warn: { className: 'bg-gold-soft text-gold-ink', icon: TriangleAlert },
  bad: { className: 'bg-clay-soft text-clay', icon: CircleAlert },
  info: { className: 'bg-slate-soft text-slate', icon: Info },
};

interface Props {
  tone: NoticeTone;
  /** The fact in a few words; what follows is the repair. */
  title?: ReactNode;
  icon?: Icon;
  /** `alert` speaks at once (a refused form), `status` when the reader pauses. */
  role?: 'alert' | 'status';
  action?: ReactNode;
  children?: ReactNode;
}

/** What is wrong or worth knowing, with its repair beside it. */
export function Notice({ tone, title, icon, role, action, children }: Props) {
  const Icon = icon ?? looks[tone].icon;
  return (
    <div
      role={role}
      className={clsx(
        'flex flex-wrap items-start gap-3 rounded-control border border-line border-s-4 border-s-current px-4 py-3.5',
        looks[tone].className,
      )}
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 flex-none" />
      <div className="min-w-0 flex-[1_1_10rem] text-small text-ink">
        {title && <b className="font-semibold">{title}</b>} {children}
      </div>
      {action}
    </div>
  );
}
