import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { DescriptionList } from '@/components/ui/description-list';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { Test } from '@/lib/jaiza/queue/rules';
import { meetConditionsAction } from '@/lib/jaiza/result/actions';
import { marksFromFlat } from '@/lib/jaiza/rules';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { QuestionTable } from './question-table';
import { ResultBadge } from './result-badge';
import { usePhrase } from './words';

interface Props {
  test: Test & { result: NonNullable<Test['result']> };
  mayMark: boolean;
}

/** What came of a test, and how it was marked. */
export function ResultSheet({ test: { id, mushaf, result }, mayMark }: Props) {
  const t = useTranslations('jaiza.paper');
  const format = useFormat();
  const phrase = usePhrase(mushaf);
  const { conditions, conditionsDue, conditionsMet, takenBack, remark, examiner } = result;
  const facts = [
    { term: t('heldOn'), value: format.bothDates(result.heldOn) },
    {
      term: t('scoreTerm'),
      value: t('scoreOf', { score: format.number(result.score), pass: format.number(result.passMark) }),
    },
    ...(examiner ? [{ term: t('examiner'), value: <bdi>{examiner}</bdi> }] : []),
    ...(conditions ? [{ term: t('conditions'), value: <bdi dir="auto">{conditions}</bdi> }] : []),
    ...(conditionsDue ? [{ term: t('due'), value: format.date(conditionsDue) }] : []),
    ...(conditionsMet ? [{ term: t('met'), value: format.date(conditionsMet) }] : []),
    ...(takenBack.length > 0 ? [{ term: t('takenBack'), value: phrase(takenBack) }] : []),
    ...(remark ? [{ term: t('remark'), value: <bdi dir="auto">{remark}</bdi> }] : []),
  ];
  return (
    <>
      <Sheet title={t('result')} aside={<ResultBadge result={result.result} />}>
        <DescriptionList items={facts.map(({ term, value }) => ({ key: term, term, value }))} />
        {mayMark && conditions && !conditionsMet && (
          <Form action={meetConditionsAction} room="jaiza" className="mt-4">
            <input type="hidden" name="testId" value={id} />
            <SubmitButton icon={<Check aria-hidden size={20} />} className="justify-self-start">
              {t('meet')}
            </SubmitButton>
          </Form>
        )}
      </Sheet>
      <Sheet title={t('questions')} padded={false}>
        <QuestionTable
          passages={portionsFromFlat(result.passages)}
          marks={marksFromFlat(result.marks)}
          mushaf={mushaf}
        />
      </Sheet>
    </>
  );
}
