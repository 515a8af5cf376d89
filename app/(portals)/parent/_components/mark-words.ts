import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ChildMark } from '@/lib/parents/queries';

/** "absent (illness)" */
export async function markWords({ status, reason }: ChildMark): Promise<string> {
  const t = await getTranslations('parent.attendance');
  const what = t(`status.${status}`);
  return reason ? t('because', { what, reason: t(`reason.${reason}`) }) : what;
}
