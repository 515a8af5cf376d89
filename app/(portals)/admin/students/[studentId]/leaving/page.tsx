import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { DateField, TextField } from '@/components/forms/text-field';
import { StudentFormHead } from '@/components/students/student-form-head';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { leaveStudentAction } from '@/lib/students/enrolment/actions';
import { getStudentForm } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students.profile'))('leave') };
}

export default async function LeavingPage({ params }: PageProps<'/admin/students/[studentId]/leaving'>) {
  const scope = await requireScope('students:write');
  const { studentId: id } = await params;
  const { id: institutionId } = scope.institution;
  if (!isId(id)) notFound();
  const student = await inTenant(scope, (tx) => getStudentForm(tx, { institutionId, id }));
  if (student?.status !== 'ACTIVE') notFound();
  const t = await getTranslations('students.move');
  const name = await nameFor(student);
  return (
    <>
      <StudentFormHead student={student} title={t('leaveTitle', { name })} lead={t('leaveLead')} />
      <Form action={leaveStudentAction} room="students" className="max-w-2xl">
        <input type="hidden" name="id" value={student.id} />
        <input type="hidden" name="updatedAt" value={student.updatedAt} />
        <Sheet>
          <div className="grid gap-5">
            <DateField
              name="date"
              label={t('leaveDate')}
              defaultValue={scope.today}
              max={scope.today}
              required
            />
            <TextField
              name="reason"
              label={t('reason')}
              hint={t('leaveReasonHint')}
              maxLength={200}
              dir="auto"
              required
            />
          </div>
        </Sheet>
        <SubmitButton variant="danger" icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('leaveDo', { name })}
        </SubmitButton>
      </Form>
    </>
  );
}
