import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { TextAreaField } from '@/components/forms/text-field';
import { StudentFormHead } from '@/components/students/student-form-head';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { placeStudentAction } from '@/lib/students/enrolment/actions';
import { getStudentForm } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students.profile'))('place') };
}

export default async function PlacementPage({ params }: PageProps<'/admin/students/[studentId]/placement'>) {
  const scope = await requireScope('students:write');
  const { studentId: id } = await params;
  const { id: institutionId } = scope.institution;
  if (!isId(id)) notFound();
  const student = await inTenant(scope, (tx) => getStudentForm(tx, { institutionId, id }));
  if (!student) notFound();
  const [t, form] = await Promise.all([getTranslations('students.move'), getTranslations('students.form')]);
  const name = await nameFor(student);
  return (
    <>
      <StudentFormHead student={student} title={t('placeTitle', { name })} lead={t('placeLead')} />
      <Form action={placeStudentAction} room="students" className="max-w-2xl">
        <input type="hidden" name="id" value={v7()} />
        <input type="hidden" name="studentId" value={student.id} />
        <Sheet>
          <div className="grid gap-5">
            {(['held', 'shaky', 'rusty'] as const).map((field) => (
              <TextAreaField
                key={field}
                name={field}
                label={t(`firmness.${field}`)}
                hint={field === 'held' ? form('heldHint') : t(`firmness.${field}Hint`)}
                rows={2}
                maxLength={500}
              />
            ))}
          </div>
        </Sheet>
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('placeDo')}
        </SubmitButton>
      </Form>
    </>
  );
}
