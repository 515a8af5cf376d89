'use client';
import type { NavItem } from './nav';
import { NavLink } from './nav-link';
import { signs } from './signs';

interface Props {
  /** The portal's root: current only on itself. */
  home: string;
  items: NavItem[];
  /** Names the navigation for those who hear it. */
  label: string;
}

/** The places of a phone's page, at its foot. */
export function PhoneBar({ home, items, label }: Props) {
  return (
    <nav
      aria-label={label}
      className="sticky bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] print:hidden"
    >
      {items.map(({ href, label: text, sign, count }) => {
        const Sign = signs[sign];
        return (
          <NavLink
            key={href}
            href={href}
            exact={href === home}
            className="relative grid min-h-15 content-center justify-items-center gap-0.5 px-1 text-center text-[0.75rem] leading-snug text-ink-2 [font-family:var(--face-small)] -outline-offset-3 aria-[current]:font-semibold aria-[current]:text-emerald aria-[current]:shadow-[inset_0_3px_0_var(--color-emerald)]"
          >
            <span className="relative">
              <Sign size={20} strokeWidth={1.75} />
              {count !== undefined && (
                <span className="absolute -end-3.5 -top-1.5 min-w-4.5 rounded-round bg-clay px-1 text-[0.6875rem] leading-4.5 text-on-clay">
                  {count}
                </span>
              )}
            </span>
            {text}
          </NavLink>
        );
      })}
    </nav>
  );
}
