import type { ReactNode } from 'react';
import { SignedOutWatch } from '@/components/layout/signed-out';
import { SkipLink } from '@/components/layout/skip-link';
import { routes } from '@/lib/core/routes';

/** The person's own pages, outside of every portal: one column, whatever the role. Each page checks for itself. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <SignedOutWatch to={routes.signIn} />
      <div className="mx-auto min-h-dvh max-w-[40rem]">{children}</div>
    </>
  );
}
