import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { FigureField, SettingsForm } from '@/components/settings/settings-form';
import { Sheet } from '@/components/ui/sheet';
import { MARK_KINDS, TEST_KINDS } from '@/lib/jaiza/rules';
import { saveJaiza } from '@/lib/jaiza/settings/actions';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';

/** The gate, what mistakes take, what a pass needs, and how long the papers are. */
export function JaizaForm({ settings, mayWrite }: { settings: JaizaSettings; mayWrite: boolean }) {
  const t = useTranslations('jaiza.settings');
  const jaiza = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  return (
    <SettingsForm action={saveJaiza} room="jaiza" success={t('saved')} save={t('save')} mayWrite={mayWrite}>
      <Sheet title={t('gate')}>
        <div className="grid gap-3">
          <CheckboxField
            name="gate"
            label={t('gateOn')}
            hint={t('gateHint')}
            defaultChecked={settings.gate}
          />
          <CheckboxField
            name="autoAsk"
            label={t('autoAsk')}
            hint={t('autoAskHint')}
            defaultChecked={settings.autoAsk}
          />
        </div>
      </Sheet>
      <Sheet title={t('marks')} note={t('marksNote')}>
        <div className="grid grid-cols-2 gap-5 sm:grid-cols-4">
          {MARK_KINDS.map((kind) => (
            <FigureField
              key={kind}
              mayWrite={mayWrite}
              name={`weights.${kind}`}
              label={kind === 'prompt' ? jaiza('prompt') : mistakes(kind)}
              defaultValue={settings.weights[kind]}
            />
          ))}
          <FigureField
            mayWrite={mayWrite}
            name="passMark"
            label={t('passMark')}
            defaultValue={settings.passMark}
          />
          <FigureField
            mayWrite={mayWrite}
            name="conditionalMark"
            label={t('conditionalMark')}
            defaultValue={settings.conditionalMark}
          />
          <FigureField
            mayWrite={mayWrite}
            name="conditionDays"
            label={t('conditionDays')}
            defaultValue={settings.conditionDays}
          />
        </div>
      </Sheet>
      <Sheet title={t('papers')} note={t('papersNote')}>
        <div className="grid gap-5">
          <FigureField
            mayWrite={mayWrite}
            name="tilt"
            label={t('tilt')}
            hint={t('tiltHint')}
            defaultValue={settings.tilt}
            className="max-w-sm"
          />
          {TEST_KINDS.map((kind) => (
            <fieldset key={kind} className="grid max-w-xl grid-cols-2 gap-x-5">
              <legend className="mb-2 font-medium">{jaiza(`kinds.${kind}`)}</legend>
              <FigureField
                mayWrite={mayWrite}
                name={`plans.${kind}.questions`}
                label={t('questions')}
                defaultValue={settings.plans[kind].questions}
              />
              <FigureField
                mayWrite={mayWrite}
                name={`plans.${kind}.lines`}
                label={t('lines')}
                defaultValue={settings.plans[kind].lines}
              />
            </fieldset>
          ))}
        </div>
      </Sheet>
    </SettingsForm>
  );
}
