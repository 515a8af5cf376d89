import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Ban, EyeOff, Shuffle } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { PrintButton } from '@/components/ui/print-button';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { openPaperAction } from '@/lib/jaiza/paper/actions';
import type { PaperOf } from '@/lib/jaiza/paper/rules';
import type { Test } from '@/lib/jaiza/queue/rules';
import type { JaizaSettings } from '@/lib/jaiza/settings/schema';
import type { RangeSet } from '@/lib/quran/range-set';
import { CorrectionForm } from './correction-form';
import { PaperSheet } from './paper-sheet';
import { Question } from './question';
import { QuestionNav } from './question-nav';
import { ResultForm } from './result-form';
import { ResultSheet } from './result-sheet';
import { usePhrase, useTestName } from './words';

export interface TestPage {
  test: Test;
  /** Only for who may mark, and only while the test waits. */
  paper: PaperOf | undefined;
  memorised: RangeSet;
  settings: JaizaSettings;
  mayCorrect: boolean;
}

interface Props extends TestPage {
  /** Question in sight, from 1; one beyond the last is the result. */
  at: number;
  mayMark: boolean;
  today: string;
  institution: { name: string; hijriOffset: number };
  child: string;
}

/** A test in whatever state it is: waiting, being held, done, withdrawn. */
export function TestView({
  test,
  paper,
  memorised,
  settings,
  mayCorrect,
  at,
  mayMark,
  today,
  institution,
  child,
}: Props) {
  const t = useTranslations('jaiza.paper');
  const titleOf = useTestName();
  const phrase = usePhrase(test.mushaf);
  if (test.result) {
    const held = { ...test, result: test.result };
    return (
      <>
        <ResultSheet test={held} mayMark={mayMark} />
        {mayCorrect && <CorrectionForm test={held} {...{ memorised, settings, today }} />}
      </>
    );
  }
  if (test.state === 'WITHDRAWN') return <Notice tone="info" icon={Ban} title={t('withdrawn')} />;
  if (!mayMark)
    return (
      <Notice tone="info" icon={EyeOff} title={t('hidden')}>
        {t('hiddenBody')}
      </Notice>
    );
  if (!paper)
    return (
      <Sheet title={t('toDraw')} note={phrase(test.scope)}>
        <div className="grid gap-4">
          <p className="text-ink-2">
            {t('plan', {
              questions: settings.plans[test.kind].questions,
              lines: settings.plans[test.kind].lines,
            })}
          </p>
          <Form action={openPaperAction} room="jaiza">
            <input type="hidden" name="testId" value={test.id} />
            <SubmitButton icon={<Shuffle aria-hidden size={20} />} className="justify-self-start">
              {t('draw')}
            </SubmitButton>
          </Form>
        </div>
      </Sheet>
    );
  const { passages, marks, seed, drawnOn } = paper;
  const place = Math.min(at - 1, passages.length);
  const passage = passages[place];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <QuestionNav marks={marks} at={place} />
        <PrintButton>{t('print')}</PrintButton>
      </div>
      {passage ? (
        <Question testId={test.id} mushaf={test.mushaf} at={place} passage={passage} marks={marks[place]!} />
      ) : (
        <ResultForm
          testId={test.id}
          mushaf={test.mushaf}
          {...{ today, passages, marks, memorised, settings }}
        />
      )}
      <PaperSheet
        institution={institution.name}
        hijriOffset={institution.hijriOffset}
        child={{ name: child, rollNo: test.rollNo }}
        title={titleOf(test)}
        mushaf={test.mushaf}
        {...{ passages, seed, drawnOn }}
      />
    </>
  );
}
