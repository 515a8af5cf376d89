import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { PhoneField, TextField } from '@/components/forms/text-field';
import { spacePhone } from '@/components/ui/figures';
import { Check } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { editGuardianAction } from '@/lib/guardians/actions';
import { getGuardian } from '@/lib/guardians/queries';
import { LANGUAGES } from '@/lib/guardians/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guardians.page'))('edit') };
}

export default async function EditGuardianPage({ params }: PageProps<'/admin/guardians/[guardianId]/edit'>) {
  const scope = await requireScope('guardians:write');
  const { guardianId: id } = await params;
  const { id: institutionId } = scope.institution;
  const guardian = isId(id)
    ? await inTenant(scope, (tx) => getGuardian(tx, { institutionId, id }))
    : undefined;
  if (!guardian) notFound();
  const t = await getTranslations('guardians');
  const { name, nativeName, phones, emails, language, updatedAt } = guardian;
  const shown = await nameFor(guardian);
  const title = t('form.editTitle', { name: shown });
  const steps = [
    { href: routes.guardians, label: t('title') },
    { href: routes.guardian(id), label: <bdi>{shown}</bdi> },
  ];
  const phone = (at: number) => (phones[at] ? spacePhone(phones[at]) : undefined);
  return (
    <>
      <PageHead trail={<Trail steps={steps} here={title} />} title={title} />
      <Form action={editGuardianAction} room="guardians" className="max-w-3xl">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="updatedAt" value={updatedAt} />
        <Sheet>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField
              name="name"
              label={t('form.name')}
              defaultValue={name}
              maxLength={120}
              dir="auto"
              required
            />
            <TextField
              name="nativeName"
              label={t('form.nativeName')}
              defaultValue={nativeName ?? undefined}
              maxLength={120}
              lang="ur"
              dir="rtl"
            />
            <PhoneField
              name="phone"
              label={t('form.phone')}
              hint={t('form.phoneHint')}
              defaultValue={phone(0)}
              autoComplete="off"
            />
            <PhoneField
              name="otherPhone"
              label={t('form.otherPhone')}
              defaultValue={phone(1)}
              autoComplete="off"
            />
            <TextField name="email" type="email" label={t('form.email')} defaultValue={emails[0]} />
            <SelectField
              name="language"
              required
              label={t('form.language')}
              defaultValue={language}
              options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
          </div>
        </Sheet>
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('form.save')}
        </SubmitButton>
      </Form>
    </>
  );
}
