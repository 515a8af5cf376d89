import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { MARK_KINDS, TEST_KINDS } from '@/lib/jaiza/rules';
import { saveJaiza } from '@/lib/jaiza/settings/actions';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';

/** The gate, what mistakes take, what a pass needs, and how long the papers are. */
export function JaizaForm({ settings, mayWrite }: { settings: JaizaSettings; mayWrite: boolean }) {
  const t = useTranslations('jaiza.settings');
  const jaiza = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  const common = useTranslations('common');
  const figures = {
    inputMode: 'decimal',
    maxLength: 6,
    dir: 'ltr',
    required: true,
    readOnly: !mayWrite,
  } as const;
  return (
    <Form action={saveJaiza} room="jaiza" success={t('saved')} className="max-w-4xl">
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
            <TextField
              key={kind}
              {...figures}
              name={`weights.${kind}`}
              label={kind === 'prompt' ? jaiza('prompt') : mistakes(kind)}
              defaultValue={settings.weights[kind]}
            />
          ))}
          <TextField {...figures} name="passMark" label={t('passMark')} defaultValue={settings.passMark} />
          <TextField
            {...figures}
            name="conditionalMark"
            label={t('conditionalMark')}
            defaultValue={settings.conditionalMark}
          />
          <TextField
            {...figures}
            name="conditionDays"
            label={t('conditionDays')}
            defaultValue={settings.conditionDays}
          />
        </div>
      </Sheet>
      <Sheet title={t('papers')} note={t('papersNote')}>
        <div className="grid gap-5">
          <TextField
            {...figures}
            name="tilt"
            label={t('tilt')}
            hint={t('tiltHint')}
            defaultValue={settings.tilt}
            className="max-w-sm"
          />
          {TEST_KINDS.map((kind) => (
            <fieldset key={kind} className="grid max-w-xl grid-cols-2 gap-x-5">
              <legend className="mb-2 font-medium">{jaiza(`kinds.${kind}`)}</legend>
              <TextField
                {...figures}
                name={`plans.${kind}.questions`}
                label={t('questions')}
                defaultValue={settings.plans[kind].questions}
              />
              <TextField
                {...figures}
                name={`plans.${kind}.lines`}
                label={t('lines')}
                defaultValue={settings.plans[kind].lines}
              />
            </fieldset>
          ))}
        </div>
      </Sheet>
      {mayWrite && (
        <SubmitButton pendingText={common('saving')} className="justify-self-start">
          {t('save')}
        </SubmitButton>
      )}
    </Form>
  );
}
