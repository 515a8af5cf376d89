import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { FieldErrors } from '@/components/forms/field';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { saveHours } from '@/lib/conversations/hours/actions';
import type { Hours } from '@/lib/conversations/hours/rules';
import { minutesText } from '@/lib/conversations/hours/schema';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays, type LocalDate, weekdayOf } from '@/lib/core/time';

/** Whom families may write to, and when somebody answers. */
export function HoursForm({ hours, today, mayWrite }: { hours: Hours; today: LocalDate; mayWrite: boolean }) {
  const t = useTranslations('conversations.settings');
  const format = useFormat();
  const week = Array.from({ length: 7 }, (_, step) => addDays(today, step - (weekdayOf(today) % 7)));
  return (
    <Sheet className="max-w-3xl">
      <Form action={saveHours} room="conversations" success={t('saved')}>
        <fieldset disabled={!mayWrite} className="grid gap-5">
          <div>
            <CheckboxField name="office" label={t('office')} defaultChecked={hours.office} />
            <CheckboxField
              name="ustadh"
              label={t('ustadh')}
              hint={t('ustadhHint')}
              defaultChecked={hours.ustadh}
            />
          </div>
          <fieldset aria-describedby="days-fault" className="grid gap-1">
            <legend className="text-small font-medium">{t('days')}</legend>
            <div className="flex flex-wrap gap-x-5">
              {week.map((date, n) => (
                <label key={date} className="flex min-h-tap items-center gap-2.5 text-small">
                  <input
                    type="checkbox"
                    name="days"
                    value={n}
                    defaultChecked={hours.days.includes(n)}
                    className="size-5 flex-none accent-emerald"
                  />
                  {format.weekday(date)}
                </label>
              ))}
            </div>
            <FieldErrors name="days" id="days-fault" />
          </fieldset>
          <div className="grid max-w-md grid-cols-2 gap-5">
            <TextField
              name="from"
              type="time"
              label={t('from')}
              required
              defaultValue={minutesText(hours.from)}
            />
            <TextField name="to" type="time" label={t('to')} required defaultValue={minutesText(hours.to)} />
          </div>
        </fieldset>
        {mayWrite && <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>}
      </Form>
    </Sheet>
  );
}
