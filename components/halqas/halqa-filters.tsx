import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { FilterForm } from '@/components/ui/filter-form';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { routes } from '@/lib/core/routes';
import type { HalqaList } from '@/lib/halqas/schema';
import { PROGRAMMES } from '@/lib/students/rules';

interface Props {
  list: HalqaList;
  campuses: { id: string; name: string }[];
}

export function HalqaFilters({ list, campuses }: Props) {
  const t = useTranslations('halqas');
  return (
    <FilterForm
      action={routes.halqas}
      search={{ label: t('search'), value: list.q }}
      keep={{ ...(list.sort !== 'name' && { sort: list.sort }) }}
    >
      {campuses.length > 1 && (
        <SelectField
          name="campus"
          label={t('fields.campus')}
          placeholder={t('all.campus')}
          defaultValue={list.campus}
          options={campuses.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SelectField
        name="programme"
        label={t('fields.programme')}
        placeholder={t('all.programme')}
        defaultValue={list.programme}
        options={PROGRAMMES.map((value) => ({ value, label: t(`programmes.${value}`) }))}
      />
      <SelectField
        name="session"
        label={t('columns.session')}
        placeholder={t('all.session')}
        defaultValue={list.session}
        options={DAY_SESSIONS.map((value) => ({ value, label: t(`sessions.${value}`) }))}
      />
      <SelectField
        name="ustadh"
        label={t('fields.ustadh')}
        placeholder={t('all.ustadh')}
        defaultValue={list.ustadh}
        options={[{ value: 'none', label: t('withoutUstadh') }]}
      />
    </FilterForm>
  );
}
