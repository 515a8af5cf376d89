import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';

interface Props {
  icon: Icon;
  title: ReactNode;
  /** What will be here and why it is empty. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-10 text-center">
      <Icon aria-hidden size={64} strokeWidth={0.9} className="text-gold" />
      <h2 className="text-heading">{title}</h2>
      {children && <div className="max-w-[46ch] text-ink-2">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
