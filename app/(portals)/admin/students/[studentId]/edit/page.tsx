import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { ChildFields, QuranFields } from '@/components/students/child-fields';
import { StudentFormHead } from '@/components/students/student-form-head';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { editStudentAction } from '@/lib/students/actions';
import { getStudentForm } from '@/lib/students/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students.profile'))('edit') };
}

export default async function EditStudentPage({ params }: PageProps<'/admin/students/[studentId]/edit'>) {
  const scope = await requireScope('students:write');
  const { studentId: id } = await params;
  if (await isFetchedAhead()) notFound();
  const { id: institutionId, mushaf } = scope.institution;
  const student = isId(id)
    ? await inTenant(scope, async (tx) => {
        await noteView(tx, id);
        return getStudentForm(tx, { institutionId, id });
      })
    : undefined;
  if (!student) notFound();
  const t = await getTranslations('students.form');
  const name = await nameFor(student);
  return (
    <>
      <StudentFormHead student={student} title={t('editTitle', { name })} />
      <Form action={editStudentAction} room="students" className="max-w-4xl">
        <input type="hidden" name="id" value={student.id} />
        <input type="hidden" name="updatedAt" value={student.updatedAt} />
        <Sheet title={t('child')}>
          <ChildFields values={student} today={scope.today} />
        </Sheet>
        <Sheet title={t('quran')}>
          <QuranFields values={student} houseMushaf={mushaf} />
        </Sheet>
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('save2')}
        </SubmitButton>
      </Form>
    </>
  );
}
