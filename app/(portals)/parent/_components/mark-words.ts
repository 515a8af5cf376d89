import { useTranslations } from 'next-intl';
import type { ChildMark } from '@/lib/parents/queries';

/** "absent (illness)"; of a day whose sessions differ each with its name: "Fajr absent (illness), after Zuhr present". */
export function useMarkWords() {
  const t = useTranslations('parent.attendance');
  const sessions = useTranslations('attendance.sessions');
  const one = ({ status, reason }: ChildMark): string => {
    const what = t(`status.${status}`);
    return reason ? t('because', { what, reason: t(`reason.${reason}`) }) : what;
  };
  return (marks: readonly ChildMark[]): string => {
    const words = marks.map(one);
    if (new Set(words).size < 2) return words[0] ?? '';
    return marks
      .map(({ session }, at) => t('inSession', { session: sessions(session), what: words[at]! }))
      .join(t('comma'));
  };
}
