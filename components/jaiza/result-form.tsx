import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Check } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays } from '@/lib/core/time';
import { recordResultAction } from '@/lib/jaiza/result/actions';
import { partsToTakeBack } from '@/lib/jaiza/result/rules';
import { proposeResult, type QuestionMarks, scoreOf } from '@/lib/jaiza/rules';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import type { RangeSet } from '@/lib/quran/range-set';
import { WordFields } from './word-fields';

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
          <WordFields
            word={{ result: proposed, conditionsDue: addDays(today, settings.conditionDays) }}
            {...{ parts, settings, mushaf }}
            earliest={today}
          />
          <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
            {t('paper.close')}
          </SubmitButton>
        </Form>
      </Sheet>
    </div>
  );
}
