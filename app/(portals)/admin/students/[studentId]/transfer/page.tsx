import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { Form } from '@/components/forms/form';
import { DateField, TextField } from '@/components/forms/text-field';
import { SeatFields } from '@/components/students/seat-fields';
import { StudentFormHead } from '@/components/students/student-form-head';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { transferStudentAction } from '@/lib/students/enrolment/actions';
import { getRegister } from '@/lib/students/list/queries';
import { getStudentForm } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students.profile'))('transfer') };
}

export default async function TransferPage({ params }: PageProps<'/admin/students/[studentId]/transfer'>) {
  const scope = await requireScope('students:write');
  const { studentId: id } = await params;
  const { id: institutionId } = scope.institution;
  if (!isId(id)) notFound();
  const [student, register] = await inTenant(scope, async (tx) => [
    await getStudentForm(tx, { institutionId, id }),
    await getRegister(tx, { institutionId }),
  ]);
  if (student?.status !== 'ACTIVE') notFound();
  const [t, programmes, tag] = await Promise.all([
    getTranslations('students.move'),
    getTranslations('students.programme'),
    getLocale(),
  ]);
  const now = register.halqas.find(({ id: halqaId }) => halqaId === student.halqaId);
  const lead = t('transferLead', {
    halqa: now ? nameIn(now, localeOfTag(tag)) : t('noHalqa'),
    programme: programmes(student.programme),
  });
  const name = await nameFor(student);
  return (
    <>
      <StudentFormHead student={student} title={t('transferTitle', { name })} lead={lead} />
      <Form action={transferStudentAction} room="students" className="max-w-2xl">
        <input type="hidden" name="id" value={student.id} />
        <input type="hidden" name="updatedAt" value={student.updatedAt} />
        <Sheet>
          <div className="grid gap-5">
            <SeatFields
              register={register}
              halqaLabel={t('to')}
              halqaId={student.halqaId}
              programme={student.programme}
            />
            <DateField name="date" label={t('date')} defaultValue={scope.today} max={scope.today} required />
            <TextField
              name="reason"
              label={t('reason')}
              hint={t('transferReasonHint')}
              maxLength={200}
              dir="auto"
              required
            />
          </div>
        </Sheet>
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('transferDo')}
        </SubmitButton>
      </Form>
    </>
  );
}
