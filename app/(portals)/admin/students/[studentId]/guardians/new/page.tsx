import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { Form } from '@/components/forms/form';
import { GuardianFields } from '@/components/guardians/guardian-fields';
import { StudentFormHead } from '@/components/students/student-form-head';
import { UserPlus } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { addGuardianAction } from '@/lib/guardians/actions';
import { getStudentForm } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guardians.form'))('addDo') };
}

export default async function NewGuardianPage({
  params,
}: PageProps<'/admin/students/[studentId]/guardians/new'>) {
  const scope = await requireScope('guardians:write');
  const { studentId: id } = await params;
  if (!isId(id)) notFound();
  const { id: institutionId } = scope.institution;
  const student = await inTenant(scope, (tx) => getStudentForm(tx, { institutionId, id }));
  if (!student) notFound();
  const [t, tag] = await Promise.all([getTranslations('guardians.form'), getLocale()]);
  const name = await nameFor(student);
  return (
    <>
      <StudentFormHead student={student} title={t('addTitle', { name })} lead={t('addLead')} />
      <Form action={addGuardianAction} room="guardians" className="max-w-3xl">
        <input type="hidden" name="studentId" value={student.id} />
        <Sheet>
          <GuardianFields relation="FATHER" language={localeOfTag(tag)} />
        </Sheet>
        <SubmitButton icon={<UserPlus aria-hidden size={20} />} className="justify-self-start">
          {t('addDo')}
        </SubmitButton>
      </Form>
    </>
  );
}
