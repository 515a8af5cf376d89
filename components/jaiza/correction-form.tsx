import { useTranslations } from 'next-intl';
import { FoldedFields } from '@/components/forms/folded-fields';
import { FoldedForm } from '@/components/forms/folded-form';
import { TextField } from '@/components/forms/text-field';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { addDays } from '@/lib/core/time';
import { partsToCorrect } from '@/lib/jaiza/correction/rules';
import type { Test } from '@/lib/jaiza/queue/rules';
import { correctResultAction } from '@/lib/jaiza/result/actions';
import { MARK_KINDS, marksFromFlat } from '@/lib/jaiza/rules';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';
import { containsRange, fromFlat, portionsFromFlat, type RangeSet } from '@/lib/quran/range-set';
import { WordFields } from './word-fields';
import { usePhrase } from './words';

interface Props {
  test: Test & { result: NonNullable<Test['result']> };
  memorised: RangeSet;
  settings: JaizaSettings;
  today: string;
}

/** Of the passage asked as the so-many-th. */
const countOf = (at: number, place: number) => `counts[${at * MARK_KINDS.length + place}]`;

/** Another word on a closed test: its counts, the result, and why. It works without script, folded up until wanted. */
export function CorrectionForm({ test: { id, mushaf, result }, memorised, settings, today }: Props) {
  const t = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  const phrase = usePhrase(mushaf);
  const passages = portionsFromFlat(result.passages);
  const marks = marksFromFlat(result.marks);
  const takenBack = fromFlat(result.takenBack);
  const asked = passages.flatMap((passage, at) => (marks[at]?.heard ? [{ passage, marks: marks[at] }] : []));
  return (
    <Sheet title={t('paper.correct')} note={t('paper.correctNote')}>
      <FoldedForm
        action={correctResultAction}
        room="jaiza"
        label={t('paper.correct')}
        line="inline-flex min-h-tap items-center text-small text-ink-2 underline underline-offset-4"
        fields="mt-4"
      >
        <input type="hidden" name="testId" value={id} />
        <TextField name="reason" label={t('paper.correctReason')} maxLength={300} dir="auto" required />
        <FoldedFields
          label={t('paper.correctCounts')}
          names={asked.flatMap((_, at) => MARK_KINDS.map((_, place) => countOf(at, place)))}
        >
          {asked.map(({ passage, marks: one }, at) => (
            <fieldset key={passage[0]} className="mt-3 grid gap-2 border-t border-line pt-3">
              <legend className="float-start w-full text-small font-medium">{phrase(passage)}</legend>
              <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
                {MARK_KINDS.map((kind, place) => (
                  <TextField
                    key={kind}
                    name={countOf(at, place)}
                    label={kind === 'prompt' ? t('prompt') : mistakes(kind)}
                    inputMode="numeric"
                    maxLength={2}
                    dir="ltr"
                    required
                    defaultValue={one[kind]}
                  />
                ))}
              </div>
            </fieldset>
          ))}
        </FoldedFields>
        <WordFields
          word={{
            ...result,
            conditionsDue: result.conditionsDue ?? addDays(today, settings.conditionDays),
          }}
          parts={partsToCorrect({ passages, marks, memorised, takenBack })}
          taken={(part) => containsRange(takenBack, part)}
          {...{ settings, mushaf }}
          earliest={result.heldOn}
        />
        <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
          {t('paper.correctDo')}
        </SubmitButton>
      </FoldedForm>
    </Sheet>
  );
}
