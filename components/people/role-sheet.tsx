import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeRole } from '@/lib/people/actions';
import { isOfficeRole } from '@/lib/people/rules';
import { RoleFields } from './role-fields';

interface Props {
  person: { id: string; role: string; updatedAt: string; campus: { id: string } | null };
  campuses: { id: string; name: string }[];
}

export function RoleSheet({ person, campuses }: Props) {
  const t = useTranslations('people');
  const { id, role, updatedAt, campus } = person;
  return (
    <Sheet title={t('role.title')}>
      <p className="max-w-[62ch] text-small text-ink-2">{t('role.body')}</p>
      <Form action={changeRole} room="people" className="mt-4">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="updatedAt" value={updatedAt} />
        <RoleFields role={isOfficeRole(role) ? role : undefined} campusId={campus?.id} campuses={campuses} />
        <TextField
          name="reason"
          label={t('fields.reason')}
          hint={t('fields.reasonHint')}
          maxLength={200}
          dir="auto"
        />
        <div>
          <SubmitButton>{t('role.submit')}</SubmitButton>
        </div>
      </Form>
    </Sheet>
  );
}
