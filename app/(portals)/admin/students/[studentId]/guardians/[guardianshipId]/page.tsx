import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { StudentFormHead } from '@/components/students/student-form-head';
import { Check, UserMinus } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { isolate } from '@/lib/core/i18n/isolate';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { editGuardianshipAction, removeGuardianshipAction } from '@/lib/guardians/actions';
import { getGuardianship } from '@/lib/guardians/queries';
import { RELATIONS } from '@/lib/guardians/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guardians.page'))('edit') };
}

export default async function GuardianshipPage({
  params,
}: PageProps<'/admin/students/[studentId]/guardians/[guardianshipId]'>) {
  const scope = await requireScope('guardians:write');
  const { studentId, guardianshipId: id } = await params;
  if (!isId(id)) notFound();
  const { id: institutionId } = scope.institution;
  const link = await inTenant(scope, (tx) => getGuardianship(tx, { institutionId, id }));
  if (link?.studentId !== studentId) notFound();
  const t = await getTranslations('guardians');
  const [guardian, student] = await Promise.all([nameFor(link.guardian), nameFor(link.student)]);
  return (
    <>
      <StudentFormHead
        student={{ id: studentId, ...link.student }}
        title={t('form.linkTitle', { guardian, student })}
        lead={
          <>
            {t('form.linkLead')}{' '}
            <Link href={routes.guardian(link.guardianId)} prefetch={false} className="link">
              {t('form.person', { name: guardian })}
            </Link>
          </>
        }
      />
      <Form action={editGuardianshipAction} room="guardians" className="max-w-2xl">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="updatedAt" value={link.updatedAt} />
        <Sheet>
          <div className="grid gap-4">
            <SelectField
              name="relation"
              required
              label={t('form.relation')}
              defaultValue={link.relation}
              options={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
            />
            {!link.isPrimary && <CheckboxField name="isPrimary" label={t('form.primary')} />}
            <CheckboxField
              name="receivesMessages"
              label={t('form.receives')}
              hint={t('form.receivesHint')}
              defaultChecked={link.receivesMessages}
            />
            <CheckboxField name="optedOut" label={t('form.optedOut')} defaultChecked={link.optedOut} />
            {link.stoppedAt && <Notice tone="info" title={t('form.stopped', { name: isolate(guardian) })} />}
          </div>
        </Sheet>
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('form.save')}
        </SubmitButton>
      </Form>
      <Sheet title={t('form.removeTitle')} note={t('form.removeNote')} className="max-w-2xl">
        <Form action={removeGuardianshipAction} room="guardians">
          <input type="hidden" name="id" value={id} />
          <SubmitButton
            variant="danger"
            icon={<UserMinus aria-hidden size={20} />}
            className="justify-self-start"
          >
            {t('form.remove', { name: guardian })}
          </SubmitButton>
        </Form>
      </Sheet>
    </>
  );
}
