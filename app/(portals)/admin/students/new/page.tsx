import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { v7 } from 'uuid';
import { CheckboxField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { DateField, TextAreaField } from '@/components/forms/text-field';
import { GuardianFields } from '@/components/guardians/guardian-fields';
import { ChildFields, QuranFields } from '@/components/students/child-fields';
import { SeatFields } from '@/components/students/seat-fields';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Check, CircleDashed, Download, UserPlus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { languageNames, localeOfTag, locales } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { enrolStudentAction } from '@/lib/students/enrolment/actions';
import { getRegister } from '@/lib/students/list/queries';
import { getNextRollNo } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students.form'))('newTitle') };
}

export default async function NewStudentPage() {
  const scope = await requireScope('students:write');
  const { today } = scope;
  const { id: institutionId, mushaf } = scope.institution;
  const [register, rollNo] = await inTenant(scope, async (tx) => [
    await getRegister(tx, { institutionId }),
    await getNextRollNo(tx, { institutionId, today }),
  ]);
  const [t, tag] = await Promise.all([getTranslations('students'), getLocale()]);
  const language = localeOfTag(tag);
  const head = (
    <PageHead
      trail={<Trail steps={[{ href: routes.students, label: t('title') }]} here={t('form.newTitle')} />}
      title={t('form.newTitle')}
      lead={t('form.newLead')}
    />
  );
  if (register.halqas.length === 0) {
    const action = (
      <ButtonLink href={routes.newHalqa} variant="primary">
        {t('form.noHalqaDo')}
      </ButtonLink>
    );
    return (
      <>
        {head}
        <Sheet>
          <EmptyState icon={CircleDashed} title={t('form.noHalqaTitle')} action={action}>
            {t('form.noHalqaBody')}
          </EmptyState>
        </Sheet>
      </>
    );
  }
  return (
    <>
      {head}
      <Form action={enrolStudentAction} room="students" className="max-w-4xl">
        <input type="hidden" name="id" value={v7()} />
        <Sheet title={t('form.child')}>
          <ChildFields values={{ rollNo }} today={today} />
        </Sheet>
        <Sheet title={t('form.place')}>
          <div className="grid gap-5 sm:grid-cols-2">
            <SeatFields
              register={register}
              halqaLabel={t('form.halqa')}
              {...(register.campuses.length > 1 && { halqaHint: t('form.halqaHint') })}
            />
            <DateField
              name="admittedOn"
              label={t('form.admittedOn')}
              defaultValue={today}
              max={today}
              required
            />
          </div>
        </Sheet>
        <Sheet title={t('form.guardians')} note={t('form.guardiansNote')}>
          <GuardianFields
            prefix="guardians[0]."
            relation="FATHER"
            language={language}
            phoneAside={<span className="text-caption text-gold-ink">{t('form.neededUnder18')}</span>}
          />
          <details className="mt-5 border-t border-line pt-2">
            <summary className="flex min-h-tap w-fit items-center gap-2 text-small font-medium text-emerald">
              <UserPlus aria-hidden size={20} strokeWidth={1.75} />
              {t('form.secondGuardian')}
            </summary>
            <fieldset className="mt-3">
              <legend className="sr-only">{t('form.guardianNo', { n: 2 })}</legend>
              <GuardianFields prefix="guardians[1]." relation="MOTHER" language={language} />
            </fieldset>
          </details>
        </Sheet>
        <Sheet title={t('form.quran')}>
          <div className="grid gap-5">
            <QuranFields values={{}} houseMushaf={mushaf} />
            <TextAreaField
              name="held"
              label={t('form.held')}
              hint={t('form.heldHint')}
              rows={2}
              maxLength={500}
            />
          </div>
        </Sheet>
        <Sheet title={t('form.consent')}>
          <CheckboxField
            name="attested"
            label={t('form.attested')}
            hint={t('form.attestedHint')}
            required
            className="max-w-[62ch]"
          />
          <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
            <span className="text-ink-2">{t('form.template')}</span>
            {locales.map((locale) => (
              <a
                key={locale}
                href={routes.consentForm(locale)}
                className="link inline-flex min-h-tap items-center gap-1.5"
              >
                <Download aria-hidden size={16} />
                <bdi lang={locale}>{languageNames[locale]}</bdi>
              </a>
            ))}
          </p>
        </Sheet>
        <SubmitButton size="lg" icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('form.save')}
        </SubmitButton>
      </Form>
    </>
  );
}
