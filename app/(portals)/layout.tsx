import type { ReactNode } from 'react';
import { requireScope } from '@/lib/core/auth/scope';

/** Nothing of a portal is drawn for a visitor who is not signed in; each page asks for its own permission besides. */
export default async function PortalsLayout({ children }: { children: ReactNode }) {
  await requireScope('session:own');
  return children;
}
