import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DescriptionList } from '@/components/ui/description-list';
import { Ltr, Phone } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import type { OfficeRole, PersonState as State } from '@/lib/people/rules';
import { PersonState } from './person-state';

export interface PersonDetail {
  kind: 'member' | 'invitation';
  role: string;
  state: State;
  campus: { name: string } | null;
  staff: { id: string } | null;
  guardian: { id: string } | null;
  contacts: { kind: string; value: string }[];
  secondFactor: boolean | null;
  seenAt: Date | null;
  since: Date;
  suspendedAt: Date | null;
  others: { id: string; role: string }[];
}

/** Role, state and sign-in of one person, and the way to the record that holds the name. */
export function PersonFacts({ person, timeZone }: { person: PersonDetail; timeZone: string }) {
  const t = useTranslations('people');
  const roles = useTranslations('auth.roles');
  const format = useFormat();
  const day = (moment: Date) => format.date(localDateAt(moment, timeZone));
  const link = (href: string, words: ReactNode) => (
    <Link href={href} prefetch={false} className="link tap-area">
      {words}
    </Link>
  );
  const { kind, state, campus, staff, guardian, seenAt, suspendedAt, secondFactor } = person;
  const since = kind === 'member' ? 'since' : state === 'INVITED' ? 'until' : 'ended';
  const facts: [string, ReactNode][] = [
    [t('page.role'), roles(person.role as OfficeRole)],
    ...(campus ? [[t('page.campus'), <bdi key="c">{campus.name}</bdi>] as [string, ReactNode]] : []),
    [t('page.state'), <PersonState key="s" state={state} />],
    [t(`page.${since}`), day(person.since)],
    ...(suspendedAt ? [[t('page.suspendedOn'), day(suspendedAt)] as [string, ReactNode]] : []),
    ...(kind === 'member'
      ? ([
          [t('page.factor'), secondFactor ? t('factor.yes') : t('factor.no')],
          [t('page.seen'), seenAt ? day(seenAt) : t('never')],
        ] as [string, ReactNode][])
      : []),
    ...person.others.map(
      (other) =>
        [t('page.others'), link(routes.person(other.id), roles(other.role as OfficeRole))] as [
          string,
          ReactNode,
        ],
    ),
    ...(staff
      ? [['', link(routes.staffMember(staff.id), t('page.staffRecord'))] as [string, ReactNode]]
      : []),
    ...(guardian
      ? [['', link(routes.guardian(guardian.id), t('page.guardianRecord'))] as [string, ReactNode]]
      : []),
  ];
  const contacts = person.contacts.map(({ kind: sort, value }) => ({
    key: value,
    term: sort === 'PHONE' ? t('fields.phone') : t('fields.email'),
    value:
      sort === 'PHONE' ? <Phone number={value} call /> : <Ltr className="whitespace-normal!">{value}</Ltr>,
  }));
  return (
    <Sheet title={t('page.access')}>
      <DescriptionList
        items={[...facts.map(([term, value], at) => ({ key: `${at}`, term, value })), ...contacts]}
      />
      {contacts.length === 0 && <p className="pt-2 text-small text-gold-ink">{t('page.noContacts')}</p>}
    </Sheet>
  );
}
