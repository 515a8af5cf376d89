import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { saveTerms } from '@/lib/reports/terms/actions';
import type { SchoolYear, TermStarts } from '@/lib/reports/terms/rules';

interface Props {
  starts: TermStarts;
  /** The one that today lies in, as it is drawn now. */
  year: SchoolYear;
  hijriOffset: number;
  mayWrite: boolean;
}

const MONTHS = Array.from({ length: 12 }, (_, i) => `m${i + 1}` as 'm1');

/** Where the three terms begin; below, what that makes of this school year. */
export function TermsForm({ starts, year, hijriOffset, mayWrite }: Props) {
  const t = useTranslations('reports');
  const calendar = useTranslations('calendar');
  const common = useTranslations('common');
  const format = useFormat(hijriOffset);
  const name = (index: number) => t(`terms.names.${`t${index + 1}` as 't1'}`);
  return (
    <Form action={saveTerms} room="reports" success={t('settings.saved')} className="max-w-3xl">
      <Sheet>
        <div className="grid gap-6">
          {starts.map((start, i) => (
            <fieldset
              key={name(i)}
              className="grid grid-cols-[minmax(0,1fr)_6rem] gap-x-3 gap-y-2 sm:gap-x-5"
            >
              <legend className="mb-2 font-medium">{t('settings.term', { term: name(i) })}</legend>
              <SelectField
                name={`starts[${i}].month`}
                label={t('settings.month')}
                defaultValue={String(start.month)}
                options={MONTHS.map((month, at) => ({
                  value: String(at + 1),
                  label: calendar(`hijriMonths.${month}`),
                }))}
                disabled={!mayWrite}
                required
              />
              <TextField
                name={`starts[${i}].day`}
                label={t('settings.day')}
                inputMode="numeric"
                maxLength={2}
                dir="ltr"
                readOnly={!mayWrite}
                required
                defaultValue={start.day}
              />
            </fieldset>
          ))}
        </div>
        <p className="mt-5 text-small text-ink-2">
          {t('settings.this', {
            spans: year.terms
              .map(({ from, to }, i) =>
                t('settings.span', { term: name(i), from: format.hijri(from), to: format.hijri(to) }),
              )
              .join(t('paras.comma')),
          })}
        </p>
      </Sheet>
      {mayWrite && (
        <SubmitButton pendingText={common('saving')} className="justify-self-start">
          {t('settings.save')}
        </SubmitButton>
      )}
    </Form>
  );
}
