import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { PhoneShell } from '@/components/layout/phone-shell';
import { LiveWatch } from '@/components/notifications/live-watch';
import { can, homeOf, mayEnter } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { routes } from '@/lib/core/routes';

/** The ustadh's frame: one column and no bottom bar, since the day is the one place and a session's foot is its own. */
export default async function TeacherLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope('session:own');
  if (!mayEnter(scope.role, '/teacher')) notFound();
  return (
    <PhoneShell home={can(scope.role, 'halqa:teach') ? routes.teacher : homeOf(scope.role)}>
      {can(scope.role, 'notifications:own') && <LiveWatch address={routes.live} />}
      {children}
    </PhoneShell>
  );
}
