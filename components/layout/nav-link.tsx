'use client';
import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

function Waiting() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden className="absolute inset-x-2 bottom-0.5 h-0.5 animate-pulse rounded-round bg-gold" />
  ) : null;
}

interface Props {
  href: string;
  /** The portal's root is current only on itself, not on every page below it. */
  exact?: boolean;
  className: string;
  children: ReactNode;
}

/** A place of the shell. Layouts are not drawn again on the way, so the link itself knows where the reader is. */
export function NavLink({ href, exact = false, className, children }: Props) {
  const path = usePathname();
  const current = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className={className}
      onClick={(event) => event.currentTarget.closest<HTMLElement>(':popover-open')?.hidePopover()}
    >
      {children}
      <Waiting />
    </Link>
  );
}
