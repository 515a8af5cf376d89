import type { ReactNode } from 'react';
import { SignedOutWatch } from '@/components/layout/signed-out';
import { requireSomebody } from '@/lib/core/auth/support';
import { routes } from '@/lib/core/routes';

/** Nothing of a portal is drawn for a visitor who is not signed in; each page asks for its own permission besides. */
export default async function PortalsLayout({ children }: { children: ReactNode }) {
  await requireSomebody();
  return (
    <>
      <SignedOutWatch to={routes.signIn} />
      {children}
    </>
  );
}
