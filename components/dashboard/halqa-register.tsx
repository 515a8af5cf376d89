import { useLocale, useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import {
  CalendarOff,
  CheckCheck,
  Clock,
  ClockAlert,
  type Icon,
  PencilLine,
  UserRound,
} from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { PersonName } from '@/components/ui/person-name';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { type HalqaFacts, type HalqaState, standingOf, type Clock as Time } from '@/lib/dashboard/rules';
import { sessionBegins, sessionPhase } from '@/lib/halqas/rules';

export type RegisterLine = HalqaFacts & {
  name: string;
  nativeName: string | null;
  campusId: string;
  ustadh: string | null;
};

interface Props {
  halqas: RegisterLine[];
  campuses: { id: string; name: string }[];
  /** The campus chosen in the address, or ''. */
  campus: string;
  clock: Time;
}

const signs: Record<HalqaState, { tone: Tone; icon: Icon }> = {
  SAVED: { tone: 'good', icon: CheckCheck },
  RECORDING: { tone: 'info', icon: PencilLine },
  LATE: { tone: 'warn', icon: ClockAlert },
  AHEAD: { tone: 'plain', icon: Clock },
  EMPTY: { tone: 'neutral', icon: UserRound },
  HOLIDAY: { tone: 'neutral', icon: CalendarOff },
};

/** The halqas of today in the order of their sessions: who came, how many were heard, how the record stands. */
export function HalqaRegister({ halqas, campuses, campus, clock }: Props) {
  const t = useTranslations('dashboard');
  const sessions = useTranslations('halqas.sessions');
  const comma = useTranslations('halqas');
  const format = useFormat();
  const locale = useLocale();
  const native = localeOfTag(locale) !== 'en';
  const state = (halqa: RegisterLine) => {
    const { state: now, session } = standingOf(halqa, clock);
    const underway = now === 'LATE' && sessionPhase(session, clock.minutes) === 'UNDERWAY';
    const words = underway
      ? t('late', { minutes: clock.minutes - sessionBegins(session) })
      : t(`states.${now}`);
    return (
      <span className="grid justify-items-start gap-0.5">
        <Badge {...signs[now]}>{words}</Badge>
        {halqa.sessions.length > 1 && <span className="text-caption text-ink-3">{sessions(session)}</span>}
      </span>
    );
  };
  const known = campuses.some(({ id }) => id === campus) ? campus : '';
  const rows = known ? halqas.filter(({ campusId }) => campusId === known) : halqas;
  return (
    <Sheet
      title={t('register.title')}
      padded={false}
      className="overflow-clip"
      aside={
        campuses.length > 1 &&
        campuses.length < 5 && (
          <Segmented
            label={t('register.campuses')}
            items={[
              { href: routes.admin, label: t('register.all', { count: halqas.length }), current: !known },
              ...campuses.map(({ id, name }) => ({
                href: listAddress(routes.admin, { campus: id }),
                label: <bdi>{name}</bdi>,
                current: known === id,
              })),
            ]}
          />
        )
      }
    >
      <DataTable<RegisterLine>
        caption={t('register.caption')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'halqa',
            head: t('register.halqa'),
            cell: ({ id, name, nativeName, ustadh }) => (
              <span className="grid justify-items-start">
                <PersonName name={name} nativeName={native ? nativeName : null} href={routes.halqa(id)} />
                <span className="text-caption text-ink-3">
                  <bdi>{ustadh ?? t('register.noUstadh')}</bdi>
                </span>
              </span>
            ),
          },
          {
            key: 'session',
            head: t('register.session'),
            cell: (halqa) => halqa.sessions.map(({ session }) => sessions(session)).join(comma('comma')),
          },
          {
            key: 'present',
            head: t('register.present'),
            align: 'end',
            cell: ({ present, marked, children }) =>
              marked > 0
                ? t.rich('register.of', {
                    present,
                    total: Math.max(marked, children),
                    b: (words) => <b className="font-semibold">{words}</b>,
                  })
                : '–',
          },
          {
            key: 'heard',
            head: t('register.heard'),
            cell: ({ name, heard, present, children }) =>
              heard > 0 ? (
                <ProgressBar
                  value={heard}
                  max={Math.max(present || children, heard)}
                  label={t('register.heardOf', {
                    halqa: name,
                    heard,
                    total: Math.max(present || children, heard),
                  })}
                  figure={format.number(heard)}
                />
              ) : (
                '–'
              ),
          },
          { key: 'state', head: t('register.state'), cell: state },
        ]}
      />
    </Sheet>
  );
}
