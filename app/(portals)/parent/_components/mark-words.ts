import { useTranslations } from 'next-intl';
import type { ChildMark } from '@/lib/parents/queries';

/** "absent (illness)" */
export function useMarkWords() {
  const t = useTranslations('parent.attendance');
  return ({ status, reason }: ChildMark): string => {
    const what = t(`status.${status}`);
    return reason ? t('because', { what, reason: t(`reason.${reason}`) }) : what;
  };
}
