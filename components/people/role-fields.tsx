import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { OFFICE_ROLES, type OfficeRole } from '@/lib/people/rules';

interface Props {
  role?: OfficeRole | undefined;
  campusId?: string | undefined;
  campuses: { id: string; name: string }[];
}

/** Role and, for a campus office, its campus; what each role means stands below. */
export function RoleFields({ role, campusId, campuses }: Props) {
  const t = useTranslations('people');
  const roles = useTranslations('auth.roles');
  const common = useTranslations('common');
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="role"
          label={t('fields.role')}
          placeholder={common('choose')}
          defaultValue={role}
          required
          options={OFFICE_ROLES.map((value) => ({ value, label: roles(value) }))}
        />
        <SelectField
          name="campusId"
          label={t('fields.campus')}
          hint={t('hints.campus')}
          placeholder={common('none')}
          defaultValue={campusId}
          options={campuses.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <dl className="grid gap-1.5 text-caption text-ink-2">
        {OFFICE_ROLES.map((value) => (
          <div key={value} className="grid gap-x-3 sm:grid-cols-[8rem_1fr]">
            <dt className="font-medium">{roles(value)}</dt>
            <dd>{t(`roleMeans.${value}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
