import type { ReactNode } from 'react';
import { SkipLink } from '@/components/layout/skip-link';

/** The person's own pages, outside of every portal: one column, whatever the role. Each page checks for itself. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <div className="mx-auto min-h-dvh max-w-[40rem]">{children}</div>
    </>
  );
}
