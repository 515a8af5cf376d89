import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { v7 } from 'uuid';
import { ResetFactorForm } from '@/components/factors/reset-factor-form';
import { InvitedSheet } from '@/components/people/invited-sheet';
import { NameSheet } from '@/components/people/name-sheet';
import { PersonFacts } from '@/components/people/person-facts';
import { RoleSheet } from '@/components/people/role-sheet';
import { StateSheet } from '@/components/people/state-sheet';
import { Monogram } from '@/components/ui/monogram';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { listCampusOptions } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getPerson } from '@/lib/people/queries';
import { actsOn, type OfficeRole } from '@/lib/people/rules';
import { getLinkWords } from '../_components/get-link-words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

/** Of a membership or, until it is accepted, of an invitation. */
export default async function PersonPage({ params }: { params: Promise<{ membershipId: string }> }) {
  const scope = await requireScope('people:read');
  const { membershipId } = await params;
  if (!isId(membershipId)) notFound();
  const { person, campuses } = await inTenant(scope, async (tx) => ({
    person: await getPerson(tx, scope, membershipId),
    campuses: await listCampusOptions(tx, scope),
  }));
  if (!person) notFound();
  const [t, roles, words] = await Promise.all([
    getTranslations('people'),
    getTranslations('auth.roles'),
    getLinkWords(),
  ]);
  const { id, state, self, left, staff, guardian } = person;
  const acts = actsOn(person);
  const { name, nativeName } = staff ?? guardian ?? { name: t('noName'), nativeName: null };
  const role = roles(person.role as OfficeRole);
  const change = (['suspend', 'resume', 'dismiss', 'restore'] as const).some((act) => acts.includes(act));
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.people, label: t('title') }]} here={<bdi>{name}</bdi>} />}
        portrait={<Monogram size="lg" name={nativeName ?? name} />}
        title={<PersonName layout="inline" name={name} nativeName={nativeName} />}
        lead={t(`says.${state}`, {
          role: person.campus ? t('ofCampus', { role, campus: person.campus.name }) : role,
        })}
      />
      {self && <Notice tone="info">{t('selfNote')}</Notice>}
      {left && !self && <Notice tone="warn">{t('leftNote')}</Notice>}
      {guardian && <Notice tone="info">{t('guardianNote')}</Notice>}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <PersonFacts person={person} timeZone={scope.institution.timeZone} />
        </div>
        <div className="grid min-w-0 gap-6">
          {!staff && !guardian && <NameSheet id={id} staffId={v7()} />}
          {acts.includes('invite') && <InvitedSheet id={id} words={words} />}
          {acts.includes('role') && <RoleSheet person={person} campuses={campuses} />}
          {change && <StateSheet id={id} acts={acts} />}
          {person.secondFactor && person.userId && !self && <ResetFactorForm userId={person.userId} />}
        </div>
      </div>
    </>
  );
}
