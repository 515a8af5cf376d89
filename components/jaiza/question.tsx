import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { AyahLines } from '@/components/quran/ayah-lines';
import { ChevronRight } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { markQuestionAction } from '@/lib/jaiza/paper/actions';
import { MARK_KINDS, type QuestionMarks } from '@/lib/jaiza/rules';
import { lineLayoutOf } from '@/lib/quran/lines';
import { type MushafLayout, pageOf, printedPage } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { MarkPad } from './mark-pad';
import { usePhrase } from './words';

/** As on the page of the mushaf; a prompt is the examiner's own word. */
const SIGNS = { atak: '❙❙', lahnJali: '✕', lahnKhafi: '∿', tajweed: '◆', prompt: '▸' } as const;

interface Props {
  testId: string;
  mushaf: MushafLayout;
  /** From 0. */
  at: number;
  passage: Range;
  marks: QuestionMarks;
}

/** One passage in the child's print, and the counts of what went wrong in it. */
export function Question({ testId, mushaf, at, passage, marks }: Props) {
  const t = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  const phrase = usePhrase(mushaf);
  const page = printedPage(mushaf, pageOf(mushaf, passage[0]));
  const labelOf = (kind: (typeof MARK_KINDS)[number]) => (kind === 'prompt' ? t('prompt') : mistakes(kind));
  const { heard: _, ...counts } = marks;
  return (
    <div id="question" className="scroll-mt-4 print:hidden">
      <Sheet
        title={t('paper.question', { n: at + 1 })}
        note={`${phrase(passage)} · ${t('paper.page', { page })}`}
      >
        <div className="grid gap-5">
          <AyahLines range={passage} layout={lineLayoutOf(mushaf)} />
          <p className="text-caption text-ink-3">{t('paper.source')}</p>
          <Form action={markQuestionAction} room="jaiza">
            <input type="hidden" name="testId" value={testId} />
            <input type="hidden" name="question" value={at} />
            <input type="hidden" name="heard" value="on" />
            <MarkPad
              key={at}
              counts={counts}
              saving={t('paper.saving')}
              saved={t('paper.saved')}
              words={MARK_KINDS.map((kind) => ({
                kind,
                label: labelOf(kind),
                more: t('paper.more', { mistake: labelOf(kind) }),
                less: t('paper.less', { mistake: labelOf(kind) }),
                sign: SIGNS[kind],
              }))}
            >
              <SubmitButton
                name="next"
                value={at + 1}
                size="thumb"
                block
                icon={<ChevronRight aria-hidden size={20} className="flip" />}
              >
                {t('paper.next')}
              </SubmitButton>
            </MarkPad>
          </Form>
        </div>
      </Sheet>
    </div>
  );
}
