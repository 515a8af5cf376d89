import { SelectField } from '@/components/forms/choice-fields';
import { DateField } from '@/components/forms/text-field';
import { FilterForm } from '@/components/ui/filter-form';
import { AUDIT_GROUPS, type TrailFilter } from '@/lib/audit/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

interface Props {
  filter: TrailFilter;
  writers: { value: string; label: string }[];
  today: string;
}

export async function TrailFilters({ filter, writers, today }: Props) {
  const t = await getTranslations('audit');
  return (
    <FilterForm
      action={routes.audit}
      search={{ label: t('search'), value: filter.q }}
      keep={{ ...(filter.child && { child: filter.child }) }}
    >
      <SelectField
        name="by"
        label={t('by')}
        placeholder={t('everybody')}
        defaultValue={filter.by}
        options={writers}
      />
      <SelectField
        name="group"
        label={t('group')}
        placeholder={t('everything')}
        defaultValue={filter.group}
        options={AUDIT_GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))}
      />
      <DateField name="from" label={t('from')} max={today} defaultValue={filter.from} />
      <DateField name="to" label={t('to')} max={today} defaultValue={filter.to} />
    </FilterForm>
  );
}
