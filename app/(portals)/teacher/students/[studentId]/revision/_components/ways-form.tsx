import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import { planRevisionAction } from '@/lib/revision/actions';
import type { ChildRevision } from '@/lib/revision/child/queries';
import { AMOUNTS, MODES } from '@/lib/revision/rules';

/** What the ustadh decides of this child: how much a day, and whether what fades may come sooner. */
export function WaysForm({ child, name }: { child: ChildRevision; name: string }) {
  const t = useTranslations('revision');
  const { own, institution } = child;
  return (
    <section className="grid gap-3">
      <h2>{t('ways', { name })}</h2>
      <Form action={planRevisionAction} room="revision" success={t('saved')}>
        <input type="hidden" name="studentId" value={child.id} />
        <SelectField
          name="amount"
          label={t('amount')}
          defaultValue={own.amount === null ? 'OWN' : String(own.amount)}
          options={[
            { value: 'OWN', label: t('own', { is: t(`amounts.${institution.amount ?? 'CYCLE'}`) }) },
            ...AMOUNTS.map((is) => ({ value: String(is), label: t(`amounts.${is}`) })),
          ]}
        />
        <SelectField
          name="mode"
          label={t('mode')}
          defaultValue={own.mode ?? 'OWN'}
          options={[
            { value: 'OWN', label: t('own', { is: t(`modes.${institution.mode}`) }) },
            ...MODES.map((value) => ({ value, label: t(`modes.${value}`) })),
          ]}
        />
        <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>
      </Form>
    </section>
  );
}
