import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { FilterForm } from '@/components/ui/filter-form';
import { routes } from '@/lib/core/routes';
import type { StaffList } from '@/lib/staff/schema';

export function StaffFilters({ list }: { list: StaffList }) {
  const t = useTranslations('staff');
  return (
    <FilterForm
      action={routes.staff}
      search={{ label: t('search'), value: list.q }}
      keep={{ ...(list.sort !== 'name' && { sort: list.sort }) }}
    >
      <SelectField
        name="status"
        label={t('filters.statusLabel')}
        placeholder={t('filters.status')}
        defaultValue={list.status}
        options={(['LEFT', 'ALL'] as const).map((value) => ({ value, label: t(`filters.${value}`) }))}
      />
      <SelectField
        name="halqa"
        label={t('filters.halqa')}
        placeholder={t('filters.halqaAll')}
        defaultValue={list.halqa}
        options={[{ value: 'none', label: t('filters.halqaNone') }]}
      />
      <SelectField
        name="access"
        label={t('filters.access')}
        placeholder={t('filters.accessAll')}
        defaultValue={list.access}
        options={[{ value: 'none', label: t('filters.accessNone') }]}
      />
    </FilterForm>
  );
}
