import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { FigureField, SettingsForm } from '@/components/settings/settings-form';
import { Sheet } from '@/components/ui/sheet';
import { saveRevisionAction } from '@/lib/revision/actions';
import { AMOUNTS, CYCLES, MODES, type RevisionSettings } from '@/lib/revision/rules';
import { BreakLines } from './break-lines';

/** The institution's round, how much a day, the brake on new sabaq and the days without lessons. */
export function RevisionForm({ settings, mayWrite }: { settings: RevisionSettings; mayWrite: boolean }) {
  const t = useTranslations('revision');
  const amounts = AMOUNTS.map((is) => ({ value: String(is), label: t(`amounts.${is}`) }));
  const whole = { inputMode: 'numeric', maxLength: 3, mayWrite } as const;
  return (
    <SettingsForm
      action={saveRevisionAction}
      room="settings"
      success={t('settings.saved')}
      save={t('settings.save')}
      mayWrite={mayWrite}
    >
      <fieldset disabled={!mayWrite} className="contents">
        <Sheet>
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField
              name="cycle"
              required
              label={t('settings.cycle')}
              defaultValue={settings.cycle}
              options={CYCLES.map((value) => ({ value, label: t(`cycles.${value}`) }))}
            />
            <SelectField
              name="mode"
              required
              label={t('settings.mode')}
              defaultValue={settings.mode}
              options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
            />
            <FigureField
              {...whole}
              name="days"
              label={t('settings.days')}
              hint={t('settings.daysHint')}
              defaultValue={settings.days}
            />
            <SelectField
              name="amount"
              required
              label={t('settings.amount')}
              hint={t('settings.amountHint')}
              defaultValue={settings.amount === null ? 'CYCLE' : String(settings.amount)}
              options={[{ value: 'CYCLE', label: t('amounts.CYCLE') }, ...amounts]}
            />
            <SelectField
              name="sabqi"
              required
              label={t('settings.sabqi')}
              defaultValue={String(settings.sabqi)}
              options={amounts}
            />
          </div>
        </Sheet>
        <Sheet title={t('settings.brake')} note={t('settings.brakeNote')}>
          <div className="grid gap-5 sm:grid-cols-2">
            <FigureField
              {...whole}
              name="brakeDays"
              label={t('settings.brakeDays')}
              hint={t('settings.brakeHint')}
              defaultValue={settings.brakeDays}
            />
            <FigureField
              {...whole}
              name="brakeStrength"
              label={t('settings.brakeStrength')}
              hint={t('settings.brakeHint')}
              defaultValue={settings.brakeStrength}
            />
          </div>
        </Sheet>
        <Sheet title={t('settings.daysOff')} note={t('settings.daysOffNote')}>
          <BreakLines daysOff={settings.daysOff} readOnly={!mayWrite} />
        </Sheet>
      </fieldset>
    </SettingsForm>
  );
}
