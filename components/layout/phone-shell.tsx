import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { NavItem } from './nav';
import { NavLink } from './nav-link';
import { SkipLink } from './skip-link';

interface Props {
  /** The portal's root: current only on itself. */
  home: string;
  /** Five at most; none inside an ustadh's session, where the dock belongs to undo and finish. */
  items?: NavItem[];
  banner?: ReactNode;
  children: ReactNode;
}

/** The frame of the ustadh's and the parent's pages: one column, bottom bar. The page brings its `PhoneHead`. */
export function PhoneShell({ home, items = [], banner, children }: Props) {
  const t = useTranslations('nav');
  return (
    <>
      <SkipLink />
      {banner}
      <div className="mx-auto flex min-h-dvh max-w-[30rem] flex-col">
        <div className="flex-1">{children}</div>
        {items.length > 0 && (
          <nav
            aria-label={t('main')}
            className="sticky bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] print:hidden"
          >
            {items.map(({ href, label, icon: Icon, count }) => (
              <NavLink
                key={href}
                href={href}
                exact={href === home}
                className="relative grid min-h-15 content-center justify-items-center gap-0.5 px-1 text-center text-[0.75rem] leading-snug text-ink-2 [font-family:var(--face-small)] -outline-offset-3 aria-[current]:font-semibold aria-[current]:text-emerald aria-[current]:shadow-[inset_0_3px_0_var(--color-emerald)]"
              >
                <span className="relative">
                  <Icon aria-hidden size={20} strokeWidth={1.75} />
                  {count !== undefined && (
                    <span className="absolute -end-3.5 -top-1.5 min-w-4.5 rounded-round bg-clay px-1 text-[0.6875rem] leading-4.5 text-on-clay">
                      {count}
                    </span>
                  )}
                </span>
                {label}
              </NavLink>
            ))}
          </nav>
        )}
      </div>
    </>
  );
}
