import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { RadioGroup } from '@/components/forms/option-groups';
import { DateField, TextField } from '@/components/forms/text-field';
import { DIRECTIONS } from '@/lib/lessons/rules';
import { GENDERS, STUDENT_MUSHAFS } from '@/lib/students/rules';

export interface ChildValues {
  name?: string;
  nativeName?: string | null;
  rollNo?: string | null;
  bornOn?: string | null;
  gender?: string | null;
  mushaf?: string | null;
  direction?: string;
  startJuz?: number;
}

/** Who the child is. */
export function ChildFields({ values, today }: { values: ChildValues; today: string }) {
  const t = useTranslations('students');
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField
        name="name"
        label={t('form.name')}
        hint={t('form.nameHint')}
        defaultValue={values.name}
        maxLength={120}
        dir="auto"
        required
      />
      <TextField
        name="nativeName"
        label={t('form.nativeName')}
        defaultValue={values.nativeName ?? undefined}
        maxLength={120}
        lang="ur"
        dir="rtl"
      />
      <DateField
        name="bornOn"
        label={t('form.bornOn')}
        hint={t('form.bornOnHint')}
        defaultValue={values.bornOn ?? undefined}
        min="1900-01-01"
        max={today}
      />
      <TextField
        name="rollNo"
        label={t('form.rollNo')}
        hint={t('form.rollHint')}
        defaultValue={values.rollNo ?? undefined}
        maxLength={40}
        dir="ltr"
      />
      <RadioGroup
        name="gender"
        label={t('form.gender')}
        defaultValue={values.gender ?? undefined}
        options={GENDERS.map((value) => ({ value, label: t(`gender.${value}`) }))}
      />
    </div>
  );
}

/** How the child goes through the Quran. */
export function QuranFields({ values, houseMushaf }: { values: ChildValues; houseMushaf: string }) {
  const t = useTranslations('students');
  const quran = useTranslations('quran.mushaf');
  const mushafs = STUDENT_MUSHAFS.map((value) => ({ value, label: quran(value) }));
  const own = mushafs.find(({ value }) => value === houseMushaf)?.label ?? '';
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <SelectField
        name="direction"
        required
        label={t('form.direction')}
        defaultValue={values.direction ?? 'BACKWARD'}
        options={DIRECTIONS.map((value) => ({ value, label: t(`direction.${value}`) }))}
      />
      <TextField
        name="startJuz"
        type="number"
        label={t('form.startJuz')}
        defaultValue={values.startJuz ?? 30}
        min={1}
        max={30}
        required
        dir="ltr"
      />
      <SelectField
        name="mushaf"
        label={t('form.mushaf')}
        placeholder={t('form.mushafOwn', { mushaf: own })}
        defaultValue={values.mushaf ?? undefined}
        options={mushafs}
      />
    </div>
  );
}
