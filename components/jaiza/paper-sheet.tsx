import { useTranslations } from 'next-intl';
import { AyahLines } from '@/components/quran/ayah-lines';
import { Ltr } from '@/components/ui/figures';
import { useFormat } from '@/lib/core/i18n/get-format';
import { MARK_KINDS } from '@/lib/jaiza/rules';
import { lineLayoutOf } from '@/lib/quran/lines';
import { type MushafLayout, pageOf, printedPage } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { usePhrase } from './words';

interface Props {
  institution: string;
  child: { name: string; rollNo: string | null };
  title: string;
  mushaf: MushafLayout;
  passages: readonly Range[];
  seed: number;
  drawnOn: string;
  hijriOffset: number;
}

/** The paper as it prints: each passage with its opening ayah, and boxes for the counts. The same seed is the same paper. */
export function PaperSheet({
  institution,
  child,
  title,
  mushaf,
  passages,
  seed,
  drawnOn,
  hijriOffset,
}: Props) {
  const t = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  const format = useFormat(hijriOffset);
  const phrase = usePhrase(mushaf);
  return (
    <section className="own-head hidden text-small print:block" aria-hidden>
      <p className="text-center text-heading">
        <bdi>{institution}</bdi>
      </p>
      <hr className="rule-double my-2" />
      <p className="flex flex-wrap justify-between gap-x-6">
        <span>
          <bdi>{child.name}</bdi> {child.rollNo && <Ltr>{child.rollNo}</Ltr>}
        </span>
        <span>{title}</span>
      </p>
      <p className="flex flex-wrap justify-between gap-x-6 text-caption">
        <span>{format.bothDates(drawnOn)}</span>
        <span>
          {t('paper.seed')} <Ltr>{String(seed)}</Ltr>
        </span>
      </p>
      <ol className="mt-3 grid gap-3">
        {passages.map((passage, at) => (
          <li key={passage[0]} className="break-inside-avoid border-t border-line pt-2">
            <p className="font-medium">
              {format.digits(at + 1)}. {phrase(passage)} ·{' '}
              {t('paper.page', { page: printedPage(mushaf, pageOf(mushaf, passage[0])) })}
            </p>
            <AyahLines range={[passage[0], passage[0]]} layout={lineLayoutOf(mushaf)} />
            <p className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-caption">
              {MARK_KINDS.map((kind) => (
                <span key={kind}>
                  {kind === 'prompt' ? t('prompt') : mistakes(kind)}{' '}
                  <span className="inline-block h-5 w-12 border border-edge align-middle" />
                </span>
              ))}
            </p>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-caption">{t('paper.source')}</p>
      <p className="mt-8 flex justify-between text-caption">
        <span>{t('paper.signExaminer')} ______________</span>
        <span>{t('paper.signHead')} ______________</span>
      </p>
    </section>
  );
}
