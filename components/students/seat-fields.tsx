import { useLocale, useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import type { Register } from '@/lib/students/list/schema';
import { PROGRAMMES } from '@/lib/students/rules';

interface Props {
  register: Register;
  halqaLabel: string;
  halqaHint?: string;
  halqaId?: string | null;
  programme?: string;
}

/** Halqa and programme; with several campuses each halqa is named with its own. */
export function SeatFields({ register, halqaLabel, halqaHint, halqaId, programme }: Props) {
  const t = useTranslations('students');
  const common = useTranslations('common');
  const tag = useLocale();
  const language = localeOfTag(tag);
  const campuses = new Map(register.campuses.map((campus) => [campus.id, nameIn(campus, language)]));
  const options = register.halqas.map((place) => {
    const halqa = nameIn(place, language);
    const campus = campuses.get(place.campusId);
    const label = campus && campuses.size > 1 ? t('form.halqaOption', { halqa, campus }) : halqa;
    return { value: place.id, label };
  });
  return (
    <>
      <SelectField
        name="halqaId"
        label={halqaLabel}
        {...(halqaHint && { hint: halqaHint })}
        {...(options.length > 1 && { placeholder: common('choose') })}
        options={options}
        defaultValue={halqaId ?? undefined}
        required
      />
      <SelectField
        name="programme"
        required
        label={t('form.programme')}
        defaultValue={programme ?? 'HIFZ'}
        options={PROGRAMMES.map((value) => ({ value, label: t(`programme.${value}`) }))}
      />
    </>
  );
}
