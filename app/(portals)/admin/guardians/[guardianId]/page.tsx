import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChildrenSheet } from '@/components/guardians/children-sheet';
import { OtherNumbers } from '@/components/guardians/other-numbers';
import { SharedPhone } from '@/components/guardians/shared-phone';
import { WrongNumbers } from '@/components/guardians/wrong-numbers';
import { RolesSheet } from '@/components/people/roles-sheet';
import { ButtonLink } from '@/components/ui/button';
import { DescriptionList } from '@/components/ui/description-list';
import { Ltr, Phone } from '@/components/ui/figures';
import { Pencil, Printer } from '@/components/ui/icons';
import { Monogram } from '@/components/ui/monogram';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getGuardian } from '@/lib/guardians/queries';
import { listRolesOf } from '@/lib/people/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guardians'))('title') };
}

export default async function GuardianPage({ params }: PageProps<'/admin/guardians/[guardianId]'>) {
  const scope = await requireScope('guardians:read');
  const { guardianId: id } = await params;
  const { institution } = scope;
  const { guardian, roles } = isId(id)
    ? await inTenant(scope, async (tx) => ({
        guardian: await getGuardian(tx, { institutionId: institution.id, id }),
        roles: can(scope.role, 'people:read') ? await listRolesOf(tx, scope, id) : [],
      }))
    : { guardian: undefined, roles: [] };
  if (!guardian) notFound();
  const [t, words] = await Promise.all([getTranslations('guardians'), getTranslations('people.slip')]);
  const { name, nativeName, phones, emails, language, signsIn } = guardian;
  const reach = [
    ...phones.map((phone) => ({ key: phone, term: t('page.phone'), value: <Phone number={phone} call /> })),
    ...emails.map((email) => ({ key: email, term: t('page.email'), value: <Ltr>{email}</Ltr> })),
    { key: 'language', term: t('page.language'), value: t(`language.${language as 'en' | 'ur' | 'ar'}`) },
    {
      key: 'portal',
      term: t('page.signsIn'),
      value: signsIn ? t('page.signsInYes') : t('page.signsInNo'),
    },
  ];
  const edit = can(scope.role, 'guardians:write') && (
    <ButtonLink href={routes.editGuardian(id)} variant="primary" icon={Pencil}>
      {t('page.edit')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.guardians, label: t('title') }]} here={<bdi>{name}</bdi>} />}
        portrait={<Monogram size="lg" name={nativeName ?? name} />}
        title={<PersonName layout="inline" name={name} nativeName={nativeName} />}
        lead={t('page.lead', { count: guardian.children.length })}
        actions={
          <>
            {can(scope.role, 'slips:print') && (
              <ButtonLink href={routes.guardianSlip(id)} icon={Printer}>
                {words('link')}
              </ButtonLink>
            )}
            {edit}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <ChildrenSheet guardian={guardian} timeZone={institution.timeZone} />
        <div className="grid min-w-0 gap-6">
          <WrongNumbers
            guardianId={id}
            numbers={guardian.wrongPhones}
            mayWrite={can(scope.role, 'guardians:write')}
            mayConfirm={can(scope.role, 'numbers:confirm')}
          />
          <Sheet title={t('page.contacts')}>
            <DescriptionList items={reach} />
            <SharedPhone others={guardian.sharesPhone} />
            <OtherNumbers count={phones.length} signsIn={signsIn} />
          </Sheet>
          <RolesSheet roles={roles} />
        </div>
      </div>
    </>
  );
}
