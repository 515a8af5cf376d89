import { useLocale, useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { DateField, TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { markStep } from '@/lib/reading/actions';
import { type Curriculum, nameOfItem, taught } from '@/lib/reading/curriculum/rules';
import { STEP_STATES } from '@/lib/reading/steps/rules';

interface Props {
  studentId: string;
  curriculum: Curriculum;
  /** The lesson the child is at. */
  item: string | undefined;
  today: string;
}

/** How far the child is with one lesson or rule, on a day that may be past. */
export function StepForm({ studentId, curriculum, item, today }: Props) {
  const t = useTranslations('reading');
  const locale = useLocale();
  const items = [...taught(curriculum.qaida), ...taught(curriculum.rules)];
  return (
    <Form action={markStep} room="reading" success={t('progress.marked')}>
      <input type="hidden" name="id" value={v7()} />
      <input type="hidden" name="studentId" value={studentId} />
      <SelectField
        name="item"
        label={t('progress.item')}
        required
        placeholder={t('progress.choose')}
        defaultValue={item}
        options={items.map((one) => ({ value: one.id, label: nameOfItem(one, locale) }))}
      />
      <RadioGroup
        name="state"
        label={t('state')}
        required
        options={STEP_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      />
      <DateField name="date" label={t('progress.date')} defaultValue={today} max={today} required />
      <TextField name="note" label={t('note')} maxLength={300} dir="auto" />
      <SubmitButton block>{t('save')}</SubmitButton>
    </Form>
  );
}
