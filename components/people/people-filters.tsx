import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { FilterForm } from '@/components/ui/filter-form';
import { routes } from '@/lib/core/routes';
import { OFFICE_ROLES } from '@/lib/people/rules';
import type { PeopleList } from '@/lib/people/schema';

interface Props {
  list: PeopleList;
  campuses: { id: string; name: string }[];
}

/** Search and filters of the people; a house with one campus is not asked which. */
export function PeopleFilters({ list, campuses }: Props) {
  const t = useTranslations('people');
  const roles = useTranslations('auth.roles');
  return (
    <FilterForm
      action={routes.people}
      search={{ label: t('search'), value: list.q }}
      keep={{ ...(list.sort !== 'name' && { sort: list.sort }) }}
    >
      <SelectField
        name="role"
        label={t('filters.role')}
        placeholder={t('filters.roleAll')}
        defaultValue={list.role}
        options={OFFICE_ROLES.map((value) => ({ value, label: roles(value) }))}
      />
      <SelectField
        name="state"
        label={t('filters.state')}
        placeholder={t('filters.stateAll')}
        defaultValue={list.state}
        options={[
          ...(['ACTIVE', 'INVITED', 'SUSPENDED', 'DISMISSED'] as const).map((value) => ({
            value,
            label: t(`states.${value}`),
          })),
          { value: 'ALL', label: t('filters.ALL') },
        ]}
      />
      {campuses.length > 1 && (
        <SelectField
          name="campus"
          label={t('filters.campus')}
          placeholder={t('filters.campusAll')}
          defaultValue={list.campus}
          options={campuses.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SelectField
        name="factor"
        label={t('filters.factor')}
        placeholder={t('filters.factorAll')}
        defaultValue={list.factor}
        options={[{ value: 'none', label: t('filters.factorNone') }]}
      />
    </FilterForm>
  );
}
