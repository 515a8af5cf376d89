import { useLocale, useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { FilterChips } from '@/components/ui/filter-chips';
import { FilterForm } from '@/components/ui/filter-form';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { studentsHref } from '@/lib/students/list/rules';
import type { Place, Register } from '@/lib/students/list/schema';
import { NO_HALQA, STATUS_FILTERS, type StudentListQuery } from '@/lib/students/list/schema';
import { PROGRAMMES } from '@/lib/students/rules';

interface Props {
  query: StudentListQuery;
  register: Register;
  total: number;
}

const narrow = 'sm:flex-[1_1_9rem]';

/** Search, filters and what of them is on; a house with one campus is not asked which. */
export function StudentFilters({ query, register, total }: Props) {
  const t = useTranslations('students');
  const tag = useLocale();
  const language = localeOfTag(tag);
  const options = (places: Place[]) =>
    places.map((place) => ({ value: place.id, label: nameIn(place, language) }));
  const nameOf = (places: Place[], id: string) => {
    const place = places.find((one) => one.id === id);
    return place ? nameIn(place, language) : '–';
  };
  const chip = (label: string, value: string, off: Partial<StudentListQuery>) => ({
    label: t('list.chip', { label, value }),
    href: studentsHref(query, off),
  });
  const { q, halqa, programme, status, campus, sort } = query;
  const halqas = [...options(register.halqas), { value: NO_HALQA, label: t('list.noHalqa') }];
  const chips = [
    ...(q ? [{ label: t('list.chipSearch', { q }), href: studentsHref(query, { q: '' }) }] : []),
    ...(halqa
      ? [
          chip(t('list.halqa'), halqas.find(({ value }) => value === halqa)?.label ?? '–', {
            halqa: undefined,
          }),
        ]
      : []),
    ...(programme ? [chip(t('list.programme'), t(`programme.${programme}`), { programme: undefined })] : []),
    ...(status === 'ACTIVE' ? [] : [chip(t('list.status'), t(`status.${status}`), { status: 'ACTIVE' })]),
    ...(campus ? [chip(t('list.campus'), nameOf(register.campuses, campus), { campus: undefined })] : []),
  ];
  return (
    <div className="grid gap-4">
      <FilterForm
        action={routes.students}
        search={{ label: t('list.search'), value: q }}
        {...(sort !== 'name' && { keep: { sort } })}
      >
        <div className="grid grid-cols-2 gap-3 sm:contents">
          <SelectField
            name="halqa"
            label={t('list.halqa')}
            placeholder={t('list.allHalqas')}
            options={halqas}
            defaultValue={halqa}
            className={narrow}
          />
          <SelectField
            name="programme"
            label={t('list.programme')}
            placeholder={t('list.allProgrammes')}
            options={PROGRAMMES.map((value) => ({ value, label: t(`programme.${value}`) }))}
            defaultValue={programme}
            className={narrow}
          />
          <SelectField
            name="status"
            label={t('list.status')}
            options={STATUS_FILTERS.map((value) => ({ value, label: t(`status.${value}`) }))}
            defaultValue={status}
            className={narrow}
          />
          {register.campuses.length > 1 && (
            <SelectField
              name="campus"
              label={t('list.campus')}
              placeholder={t('list.allCampuses')}
              options={options(register.campuses)}
              defaultValue={campus}
              className={narrow}
            />
          )}
        </div>
      </FilterForm>
      {chips.length > 0 && (
        <FilterChips
          chips={chips}
          clearHref={routes.students}
          summary={t('list.matching', { count: total })}
        />
      )}
    </div>
  );
}
