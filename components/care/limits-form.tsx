import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { saveLimits } from '@/lib/care/limits/actions';
import type { Limits } from '@/lib/care/rules';

/** The figures from which a reason follows, each by itself. */
export function LimitsForm({ limits, mayWrite }: { limits: Limits; mayWrite: boolean }) {
  const t = useTranslations('care.settings');
  return (
    <Sheet className="max-w-3xl">
      <Form action={saveLimits} room="care" success={t('saved')}>
        <div className="grid gap-5 sm:grid-cols-2">
          {(Object.keys(limits) as (keyof Limits)[]).map((name) => (
            <TextField
              key={name}
              name={name}
              label={t(name)}
              inputMode="numeric"
              maxLength={3}
              dir="ltr"
              required
              readOnly={!mayWrite}
              defaultValue={limits[name]}
            />
          ))}
        </div>
        {mayWrite && <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>}
      </Form>
    </Sheet>
  );
}
