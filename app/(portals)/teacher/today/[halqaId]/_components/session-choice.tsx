import { useTranslations } from 'next-intl';
import { CheckCheck } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { routes } from '@/lib/core/routes';
import type { HalqaSession } from '@/lib/halqas/day/queries';

/** The sessions of the halqa's day, the finished ones with their sign; a halqa that meets once has no choice. */
export function SessionChoice({ halqa, date }: { halqa: HalqaSession; date: string }) {
  const t = useTranslations('teacher.sweep');
  const names = useTranslations('attendance.sessions');
  if (halqa.sessions.length < 2) return null;
  return (
    <Segmented
      label={t('sessions')}
      items={halqa.sessions.map(({ session, finished }) => ({
        href: routes.halqaSession(halqa.id, date, session),
        label: finished ? (
          <>
            <span aria-hidden>{names(session)}</span>
            <span className="sr-only">{t('sessionOver', { session: names(session) })}</span>
          </>
        ) : (
          names(session)
        ),
        current: session === halqa.session,
        ...(finished && { icon: CheckCheck }),
      }))}
    />
  );
}
