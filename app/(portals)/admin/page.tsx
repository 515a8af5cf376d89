import type { Metadata } from 'next';
import { GradeBars } from '@/components/charts/grade-bars';
import { WeekBars } from '@/components/charts/week-bars';
import { AwayList } from '@/components/dashboard/away-list';
import { FirstSteps } from '@/components/dashboard/first-steps';
import { HalqaRegister } from '@/components/dashboard/halqa-register';
import { MessagesToday } from '@/components/dashboard/messages-today';
import { WaitsList } from '@/components/dashboard/waits-list';
import { ChannelAlarm } from '@/components/messages/channel-alarm';
import { ButtonLink } from '@/components/ui/button';
import { UserPlus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { listCampusOptions } from '@/lib/campuses/queries';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localMinutesAt } from '@/lib/core/time';
import { getToday, houseFacts } from '@/lib/dashboard/queries';
import { nextStep, summarise, whatWaits } from '@/lib/dashboard/rules';
import { dashboardView } from '@/lib/dashboard/schema';
import { getChannel } from '@/lib/messages/channel/queries';
import { noChannel } from '@/lib/messages/channel/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav'))('items.today') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function TodayPage({ searchParams }: Props) {
  const scope = await requireScope('dashboard:read');
  const { campus } = dashboardView.parse(await searchParams);
  const { day, campuses, channel } = await inTenant(scope, async (tx) => ({
    day: await getToday(tx, scope),
    campuses: await listCampusOptions(tx, scope),
    channel: can(scope.role, 'messages:read')
      ? await getChannel(tx, { institutionId: scope.institution.id })
      : noChannel,
  }));
  const { institution, today } = scope;
  const [t, format, { locale }] = await Promise.all([
    getTranslations('dashboard'),
    getFormat(institution.hijriOffset),
    getPreferences(),
  ]);
  // In a sentence a name stands in the reader's script, where the register knows it.
  const say = (name: string, native: string | null) => (locale === 'en' ? name : (native ?? name));
  const title = t('title', {
    day: format.weekday(today),
    institution: say(institution.name, institution.nativeName),
  });
  const step = nextStep(day.house);
  const mayWrite = can(scope.role, 'students:write');
  // A campus office cannot bring a register: it sees its day as soon as there is a halqa, whoever is missing.
  if (mayWrite ? step !== 'done' : day.house.halqas === 0)
    return (
      <>
        <PageHead title={title} lead={mayWrite && t('setUp.lead')} />
        <FirstSteps house={day.house} step={step} mayWrite={mayWrite} />
      </>
    );
  const clock = {
    minutes: localMinutesAt(scope.now, institution.timeZone),
    holiday: day.off !== undefined,
  };
  const waits = whatWaits(day.halqas, houseFacts(day), clock);
  const sum = summarise(day.halqas);
  const stands =
    sum.met > 0
      ? t('lead.met', { ...sum })
      : day.off
        ? day.off.name
          ? t('lead.dayOff', { name: day.off.name })
          : t('lead.holiday')
        : t('lead.none', { halqas: sum.halqas });
  return (
    <>
      <PageHead
        title={title}
        lead={`${stands} ${t('lead.waits', { count: waits.length })}`}
        actions={
          mayWrite && (
            <ButtonLink href={routes.newStudent} variant="primary" icon={UserPlus}>
              {t('enrol')}
            </ButtonLink>
          )
        }
      />
      <ChannelAlarm channel={channel} />
      <WaitsList
        waits={waits}
        halqas={day.halqas.map((halqa) => ({
          ...halqa,
          name: say(halqa.name, halqa.nativeName),
          ustadh: halqa.ustadh && say(halqa.ustadh, halqa.ustadhNative),
        }))}
        mayWrite={mayWrite}
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <HalqaRegister halqas={day.halqas} campuses={campuses} campus={campus} clock={clock} />
          <Sheet title={t('heard.title')} note={t('heard.note')}>
            {day.heard.length > 0 ? (
              <GradeBars
                rows={day.heard.map(({ kind, counts }) => ({
                  key: kind,
                  label: t(`heard.kinds.${kind}`),
                  counts,
                }))}
              />
            ) : (
              <p className="text-small text-ink-2">{t('heard.none')}</p>
            )}
          </Sheet>
        </div>
        <div className="grid min-w-0 gap-6">
          <Sheet title={t('week.title')} note={t('week.note')}>
            <WeekBars today={today} days={day.week} />
          </Sheet>
          <AwayList away={day.away} />
          {day.messages && <MessagesToday counts={day.messages} today={today} />}
        </div>
      </div>
    </>
  );
}
