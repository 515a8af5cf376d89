import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { saveNorms } from '@/lib/progress/pace/actions';
import { PACE_BANDS, PACE_GRADES, type PaceNorms } from '@/lib/progress/pace/rules';

/** Days for one para, band by band, best darja first. */
export function NormsForm({ norms, mayWrite }: { norms: PaceNorms; mayWrite: boolean }) {
  const t = useTranslations('progress');
  const common = useTranslations('common');
  return (
    <Form action={saveNorms} room="progress" success={t('settings.saved')} className="max-w-4xl">
      <Sheet title={t('settings.days')} note={`${t('settings.usual')} ${t('settings.order')}`}>
        <div className="grid gap-6">
          {PACE_BANDS.map(({ key }) => (
            <fieldset key={key} className="grid grid-cols-3 gap-x-3 gap-y-2 sm:grid-cols-5 sm:gap-x-5">
              <legend className="mb-2 font-medium">{t(`bands.${key}`)}</legend>
              {PACE_GRADES.map((grade, i) => (
                <TextField
                  key={grade}
                  name={`norms.${key}[${i}]`}
                  label={t(`darja.${grade}`)}
                  inputMode="numeric"
                  maxLength={3}
                  dir="ltr"
                  required
                  readOnly={!mayWrite}
                  defaultValue={norms[key][i]}
                />
              ))}
            </fieldset>
          ))}
        </div>
      </Sheet>
      {mayWrite && (
        <SubmitButton pendingText={common('saving')} className="justify-self-start">
          {t('settings.save')}
        </SubmitButton>
      )}
    </Form>
  );
}
