import { useTranslations } from 'next-intl';
import { TextField } from '@/components/forms/text-field';
import type { DaysOff } from '@/lib/revision/calendar/rules';

const EMPTY_LINES = 2;

/** The breaks that are known and two lines for more; an emptied line is taken out. */
export function BreakLines({ daysOff, readOnly }: { daysOff: readonly DaysOff[]; readOnly: boolean }) {
  const t = useTranslations('revision.settings');
  const blank = Array.from({ length: readOnly ? 0 : EMPTY_LINES }, () => null);
  return (
    <div className="grid gap-6">
      {[...daysOff, ...blank].map((line, at) => (
        // Lines are known by their place alone.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={at} className="grid gap-x-5 gap-y-3 sm:grid-cols-[1fr_1fr_2fr]">
          <legend className="mb-1 text-small text-ink-2">{t('line', { n: at + 1 })}</legend>
          <TextField name={`daysOff[${at}].from`} label={t('from')} type="date" defaultValue={line?.from} />
          <TextField name={`daysOff[${at}].to`} label={t('to')} type="date" defaultValue={line?.to} />
          <TextField
            name={`daysOff[${at}].name`}
            label={t('name')}
            maxLength={60}
            defaultValue={line?.name}
          />
        </fieldset>
      ))}
    </div>
  );
}
