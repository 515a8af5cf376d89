import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Headset } from '@/components/ui/icons';
import { can } from '@/lib/core/auth/roles';
import type { Institution, Scope } from '@/lib/core/auth/scope';
import type { SupportVisit } from '@/lib/core/db/tenant';
import { isolate } from '@/lib/core/i18n/isolate';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { endSupport, leaveVisit } from '@/lib/support/actions';
import { type SupportNow, supportMark } from '@/lib/support/rules';
import { Clock } from './clock';
import { EndButton } from './end-button';
import { SupportWatch } from './support-watch';

function Banner({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b-3 border-double border-gold bg-gold-soft px-4 py-2.5 lg:px-8 print:hidden">
      <div className="flex min-w-0 flex-[1_1_20rem] items-start gap-3 text-small">
        <Headset aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 flex-none text-gold-ink" />
        <p>{children}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">{side}</div>
    </div>
  );
}

/** What stands above every page of the office: for a visitor the visit, for the admins whoever is inside or asks. */
export function SupportBanners({ scope, now }: { scope: Scope; now: SupportNow | undefined }) {
  const { institution, support } = scope;
  if (support) return <VisitBanner visit={support} institution={institution} />;
  if (!now) return null;
  return (
    <>
      {can(scope.role, 'support:decide') && (
        <SupportWatch mark={supportMark(now)} address={routes.supportNow} />
      )}
      {now.visits.map((visit) => (
        <InsideBanner key={visit.id} visit={visit} timeZone={institution.timeZone} />
      ))}
      {now.waiting > 0 && <AsksBanner count={now.waiting} />}
    </>
  );
}

interface InsideProps {
  visit: SupportNow['visits'][number];
  timeZone: string;
}

async function InsideBanner({ visit, timeZone }: InsideProps) {
  const t = await getTranslations('support.banner');
  return (
    <Banner
      side={
        <>
          {visit.expiresAt && <Clock until={visit.expiresAt} timeZone={timeZone} />}
          <EndButton action={endSupport} grantId={visit.id} label={t('end')} pending={t('ending')} />
        </>
      }
    >
      <b className="font-semibold">{t('inside')}</b>{' '}
      {t('facts', {
        name: isolate(visit.requesterName),
        ticket: isolate(visit.ticket),
        access: visit.write ? t('write') : t('read'),
      })}{' '}
      <a href={routes.supportGrant(visit.id)} className="link">
        {t('listed')}
      </a>
    </Banner>
  );
}

async function AsksBanner({ count }: { count: number }) {
  const t = await getTranslations('support.banner');
  return (
    <Banner
      side={
        <ButtonLink href={routes.supportAccess} variant="primary">
          {t('answer')}
        </ButtonLink>
      }
    >
      <b className="font-semibold">{t('asks', { count })}</b> {t('asksNote')}
    </Banner>
  );
}

async function VisitBanner({ visit, institution }: { visit: SupportVisit; institution: Institution }) {
  const t = await getTranslations('support.banner');
  return (
    <Banner
      side={
        <>
          <Clock until={visit.until} timeZone={institution.timeZone} />
          <EndButton
            action={leaveVisit}
            grantId={visit.grantId}
            label={t('endVisit')}
            pending={t('ending')}
          />
        </>
      }
    >
      <b className="font-semibold">{t('youAre', { institution: isolate(institution.name) })}</b>{' '}
      {t('youAreFacts', { ticket: isolate(visit.ticket), access: visit.write ? t('write') : t('read') })}
    </Banner>
  );
}
