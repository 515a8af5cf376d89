import type { ReactNode } from 'react';
import { requireSomebody } from '@/lib/core/auth/support';

/** Nothing of a portal is drawn for a visitor who is not signed in; each page asks for its own permission besides. */
export default async function PortalsLayout({ children }: { children: ReactNode }) {
  await requireSomebody();
  return children;
}
