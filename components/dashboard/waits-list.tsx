import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import {
  ClockAlert,
  type Icon,
  LogIn,
  MessageCircleWarning,
  Phone,
  UserRoundX,
  Users,
} from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import type { Waiting } from '@/lib/dashboard/rules';
import { sessionBegins } from '@/lib/halqas/rules';
import { WaitsRow } from './waits-row';

export interface HalqaLine {
  id: string;
  name: string;
  children: number;
  ustadh: string | null;
  phone: string | null;
}

interface Props {
  waits: Waiting[];
  halqas: HalqaLine[];
  /** The repairs that change something are the office's own. */
  mayWrite: boolean;
}

const SHOWN = 5;
const icons: Record<Waiting['kind'], Icon> = {
  attendance: ClockAlert,
  noUstadh: UserRoundX,
  needWord: Phone,
  failedMessages: MessageCircleWarning,
  noSignIn: LogIn,
  noHalqa: Users,
};

/** What waits for the office, each with its repair beside it. */
export function WaitsList({ waits, halqas, mayWrite }: Props) {
  const t = useTranslations('dashboard.waits');
  const sessions = useTranslations('halqas.sessions');
  const format = useFormat();
  if (waits.length === 0) return null;

  const ofHalqa = (waiting: Extract<Waiting, { halqaId: string }>, halqa: HalqaLine) => {
    const assign = mayWrite && <ButtonLink href={routes.editHalqa(halqa.id)}>{t('assign')}</ButtonLink>;
    if (waiting.kind === 'noUstadh')
      return (
        <WaitsRow
          key={`u${halqa.id}`}
          tone="warn"
          icon={icons.noUstadh}
          title={t('noUstadh', { halqa: halqa.name })}
          body={t('noUstadhBody', { count: halqa.children })}
        >
          {assign}
        </WaitsRow>
      );
    const { session } = waiting;
    const when = { session: sessions(session), begins: format.timeOfDay(sessionBegins(session)) };
    return (
      <WaitsRow
        key={`a${halqa.id}`}
        tone="warn"
        icon={icons.attendance}
        title={t('attendance', { halqa: halqa.name })}
        body={
          halqa.ustadh ? t('attendanceBody', { ...when, ustadh: halqa.ustadh }) : t('attendanceAlone', when)
        }
      >
        {halqa.ustadh && halqa.phone && (
          <a
            href={`tel:${halqa.phone}`}
            aria-label={t('callName', { name: halqa.ustadh })}
            className={buttonClass({ variant: 'secondary' })}
          >
            <Phone aria-hidden size={20} strokeWidth={1.75} className="flex-none" />
            {t('call')}
          </a>
        )}
        {halqa.ustadh ? <ButtonLink href={routes.halqa(halqa.id)}>{t('open')}</ButtonLink> : assign}
      </WaitsRow>
    );
  };

  const counted = {
    needWord: { tone: 'warn', href: routes.atRisk, act: t('seeWho') },
    failedMessages: {
      tone: 'bad',
      href: listAddress(routes.messages, { state: 'FAILED' }),
      act: t('seeWhy'),
    },
    noSignIn: { tone: 'info', href: listAddress(routes.staff, { access: 'none' }), act: t('invite') },
    noHalqa: { tone: 'info', href: listAddress(routes.students, { halqa: 'none' }), act: t('place') },
  } as const;

  const row = (waiting: Waiting) => {
    if (waiting.kind === 'attendance' || waiting.kind === 'noUstadh') {
      const halqa = halqas.find(({ id }) => id === waiting.halqaId);
      return halqa && ofHalqa(waiting, halqa);
    }
    const { tone, href, act } = counted[waiting.kind];
    return (
      <WaitsRow
        key={waiting.kind}
        tone={tone}
        icon={icons[waiting.kind]}
        title={t(waiting.kind, { count: waiting.count })}
        body={t(`${waiting.kind}Body`)}
      >
        {(mayWrite || waiting.kind === 'failedMessages' || waiting.kind === 'needWord') && (
          <ButtonLink href={href}>{act}</ButtonLink>
        )}
      </WaitsRow>
    );
  };

  return (
    <Sheet title={t('title')} padded={false} className="overflow-clip">
      <ul>{waits.slice(0, SHOWN).map(row)}</ul>
      {waits.length > SHOWN && (
        <details className="border-t border-line">
          <summary className="flex min-h-tap items-center px-4 text-small text-emerald underline underline-offset-4 sm:px-6">
            {t('more', { count: waits.length - SHOWN })}
          </summary>
          <ul className="border-t border-line">{waits.slice(SHOWN).map(row)}</ul>
        </details>
      )}
    </Sheet>
  );
}
