import { redirect } from 'next/navigation';
import { can, homeOf } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { routes } from '@/lib/core/routes';

export default async function TeacherPage(): Promise<never> {
  const { role } = await requireScope('session:own');
  redirect(can(role, 'halqa:teach') ? routes.teacher : homeOf(role));
}
