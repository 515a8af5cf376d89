import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { RadioGroup } from '@/components/forms/option-groups';
import { DateField, TextAreaField, TextField } from '@/components/forms/text-field';
import { TEST_RESULTS, type TestResult } from '@/lib/jaiza/rules';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { usePhrase } from './words';

interface Props {
  /** What stands in the fields at first. */
  word: {
    result: TestResult;
    conditions?: string | null;
    conditionsDue: string;
    remark?: string | null;
  };
  /** Parts that a fail may take back at a tick, and whether each is ticked. */
  parts: readonly Range[];
  taken?: (part: Range) => boolean;
  settings: JaizaSettings;
  mushaf: MushafLayout;
  /** First day for conditions. */
  earliest: string;
}

/** The examiner's word on a test, field by field: at its closing, and when it is corrected. */
export function WordFields({ word, parts, taken, settings, mushaf, earliest }: Props) {
  const t = useTranslations('jaiza');
  const phrase = usePhrase(mushaf);
  return (
    <>
      <RadioGroup
        name="result"
        label={t('paper.word')}
        hint={t('paper.marks', { pass: settings.passMark, conditional: settings.conditionalMark })}
        required
        defaultValue={word.result}
        options={TEST_RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
      />
      <fieldset className="grid gap-4 rounded-control border border-line p-4">
        <legend className="px-1 text-small font-medium">{t('paper.ifConditional')}</legend>
        <TextField
          name="conditions"
          label={t('paper.conditions')}
          required="sometimes"
          maxLength={300}
          dir="auto"
          defaultValue={word.conditions ?? undefined}
        />
        <DateField
          name="conditionsDue"
          label={t('paper.due')}
          required="sometimes"
          defaultValue={word.conditionsDue}
          min={earliest}
        />
      </fieldset>
      <fieldset className="grid gap-2 rounded-control border border-line p-4">
        <legend className="px-1 text-small font-medium">{t('paper.ifFail')}</legend>
        {parts.map((part) => (
          <CheckboxField
            key={part[0]}
            name="takenBack"
            value={`${part[0]}-${part[1]}`}
            label={phrase(part)}
            defaultChecked={taken?.(part) ?? false}
          />
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
        defaultValue={word.remark ?? undefined}
      />
    </>
  );
}
