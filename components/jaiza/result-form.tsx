import { useTranslations } from 'next-intl';
import { CheckboxField, RadioGroup } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { DateField, TextAreaField, TextField } from '@/components/forms/text-field';
import { Check } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays } from '@/lib/core/time';
import { recordResultAction } from '@/lib/jaiza/result/actions';
import { partsToTakeBack } from '@/lib/jaiza/result/rules';
import { proposeResult, type QuestionMarks, scoreOf, TEST_RESULTS } from '@/lib/jaiza/rules';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import type { RangeSet } from '@/lib/quran/range-set';
import { usePhrase } from './words';

interface Props {
  testId: string;
  today: string;
  mushaf: MushafLayout;
  passages: readonly Range[];
  marks: readonly QuestionMarks[];
  memorised: RangeSet;
  settings: JaizaSettings;
}

/** The examiner's word, proposed from the marks: pass, pass on conditions, fail with what is taken back. */
export function ResultForm({ testId, today, mushaf, passages, marks, memorised, settings }: Props) {
  const t = useTranslations('jaiza');
  const format = useFormat();
  const phrase = usePhrase(mushaf);
  const heard = marks.filter((one) => one.heard).length;
  const score = scoreOf(marks, settings);
  const proposed = proposeResult(score, settings);
  if (heard === 0) return <Notice tone="info" title={t('paper.noneHeard')} />;
  const parts = partsToTakeBack({ passages, marks, memorised });
  return (
    <div id="question" className="scroll-mt-4 print:hidden">
      <Sheet
        title={t('paper.result')}
        note={t('paper.proposed', {
          score: format.number(score),
          result: t(`results.${proposed}`),
          heard,
          all: marks.length,
        })}
      >
        <Form action={recordResultAction} room="jaiza">
          <input type="hidden" name="testId" value={testId} />
          <RadioGroup
            name="result"
            label={t('paper.word')}
            hint={t('paper.marks', { pass: settings.passMark, conditional: settings.conditionalMark })}
            required
            defaultValue={proposed}
            options={TEST_RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
          />
          <fieldset className="grid gap-4 rounded-control border border-line p-4">
            <legend className="px-1 text-small font-medium">{t('paper.ifConditional')}</legend>
            <TextField name="conditions" label={t('paper.conditions')} maxLength={300} dir="auto" />
            <DateField
              name="conditionsDue"
              label={t('paper.due')}
              defaultValue={addDays(today, settings.conditionDays)}
              min={today}
            />
          </fieldset>
          <fieldset className="grid gap-2 rounded-control border border-line p-4">
            <legend className="px-1 text-small font-medium">{t('paper.ifFail')}</legend>
            {parts.map(([from, to]) => (
              <CheckboxField key={from} name="takenBack" value={`${from}-${to}`} label={phrase([from, to])} />
            ))}
            <TextField
              name="takenBackTyped"
              label={t('paper.taken')}
              hint={t('paper.takenHint')}
              maxLength={200}
              dir="auto"
            />
          </fieldset>
          <TextAreaField
            name="remark"
            label={t('paper.remark')}
            hint={t('paper.remarkHint')}
            maxLength={500}
            dir="auto"
          />
          <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
            {t('paper.close')}
          </SubmitButton>
        </Form>
      </Sheet>
    </div>
  );
}
