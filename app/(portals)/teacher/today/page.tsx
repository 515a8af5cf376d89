import type { Metadata } from 'next';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { PhoneSelf } from '@/components/layout/phone-self';
import { Bell } from '@/components/notifications/bell';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { CalendarDays, ChevronLeft, ChevronRight, CircleDashed } from '@/components/ui/icons';
import { getTeacherDay } from '@/lib/attendance/today/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { addDays, localMinutesAt } from '@/lib/core/time';
import { sessionPhase } from '@/lib/halqas/rules';
import { sweepAddress } from '@/lib/lessons/schema';
import { SessionRow } from './_components/session-row';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teacher.today');
  return { title: t('title') };
}

export default async function TodayPage({ searchParams }: Props) {
  const scope = await requireScope('halqa:teach');
  const asked = sweepAddress.parse(await searchParams).date;
  const date = asked && asked < scope.today ? asked : scope.today;
  const isToday = date === scope.today;
  const { institution, userId } = scope;
  const { teacher, sessions } = await inTenant(scope, (tx) =>
    getTeacherDay(tx, { institutionId: institution.id, userId, date }),
  );
  const [t, nav, { locale }, format] = await Promise.all([
    getTranslations('teacher.today'),
    getTranslations('nav'),
    getPreferences(),
    getFormat(institution.hijriOffset),
  ]);
  const native = locale !== 'en';
  const place = (native && institution.nativeName) || institution.name;
  const name = (native && teacher?.nativeName) || teacher?.name || nav('portals.teacher');
  const minutes = localMinutesAt(scope.now, institution.timeZone);
  const open = sessions.filter(({ finishedAt }) => !finishedAt).length;
  return (
    <>
      <PhoneHead
        title={isToday ? t('title') : format.dateWithDay(date)}
        note={isToday ? `${format.dateWithDay(date)} · ${format.hijri(date)}` : format.hijri(date)}
        end={
          <>
            <Bell count={teacher?.unread ?? 0} href={routes.teacherNotifications} />
            <PhoneSelf self={{ name, role: place }} scope={scope} />
          </>
        }
      />
      <PhoneMain>
        <hr className="rule-double" />
        {sessions.length === 0 ? (
          <EmptyState icon={CircleDashed} title={t('none')}>
            {t('noneBody')}
          </EmptyState>
        ) : (
          <section aria-label={t('halqas')} className="grid gap-4">
            <p className="text-lead text-ink-2">{t('lead', { sessions: sessions.length, open })}</p>
            <ul className="grid gap-3">
              {sessions.map((session) => (
                <SessionRow
                  key={`${session.halqaId} ${session.session}`}
                  session={session}
                  date={date}
                  native={native}
                  timeZone={institution.timeZone}
                  running={isToday && sessionPhase(session.session, minutes) === 'UNDERWAY'}
                />
              ))}
            </ul>
          </section>
        )}
        <nav aria-label={t('day')} className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
          <ButtonLink
            href={routes.teacherDay(addDays(date, -1))}
            variant="ghost"
            size="icon"
            icon={ChevronLeft}
            flip
            aria-label={t('previous')}
          />
          {!isToday && (
            <ButtonLink
              href={routes.teacherDay(addDays(date, 1))}
              variant="ghost"
              size="icon"
              icon={ChevronRight}
              flip
              aria-label={t('next')}
            />
          )}
          <form method="get" className="flex min-w-0 flex-1 items-center gap-2">
            <input
              type="date"
              name="date"
              aria-label={t('day')}
              defaultValue={date}
              max={scope.today}
              className="control min-w-0 flex-1"
            />
            <Button type="submit" size="icon" icon={CalendarDays} aria-label={t('go')} />
          </form>
          {!isToday && (
            <ButtonLink href={routes.teacher} variant="ghost">
              {t('toToday')}
            </ButtonLink>
          )}
        </nav>
      </PhoneMain>
    </>
  );
}
