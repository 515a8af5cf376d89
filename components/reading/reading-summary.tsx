import { useLocale, useTranslations } from 'next-intl';
import { GradeBadge } from '@/components/ui/grade-badge';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useFormat } from '@/lib/core/i18n/get-format';
import { pageCount } from '@/lib/quran/mushaf';
import { type Curriculum, findItem, nameOfItem, taught } from '@/lib/reading/curriculum/rules';
import { type ReadingWords, valuesOfRecord, wordPlace } from '@/lib/reading/day/rules';
import { juzRead, linesOf } from '@/lib/reading/rules';
import { latestSteps } from '@/lib/reading/steps/rules';
import type { ReadingHistory } from '@/lib/reading/view/schema';

interface Props {
  history: Pick<ReadingHistory, 'programme' | 'mushaf' | 'records' | 'read' | 'steps'>;
  curriculum: Curriculum;
}

/** How far a child has come with reading, in a few lines: for the ustadh, the office and the parents alike. */
export function ReadingSummary({ history, curriculum }: Props) {
  const t = useTranslations('reading');
  const locale = useLocale();
  const format = useFormat();
  const { programme, mushaf, records, read, steps } = history;
  const stands = latestSteps(steps);
  const last = records[0];
  const words = t as unknown as ReadingWords;
  const count = (list: 'qaida' | 'rules') => {
    const items = taught(curriculum[list]);
    return {
      mastered: items.filter(({ id }) => stands.get(id)?.state === 'MASTERED').length,
      all: items.length,
    };
  };
  const bar = (list: 'qaida' | 'rules') => {
    const { mastered, all } = count(list);
    const sentence = t(`progress.${list}`, { mastered, all });
    return <ProgressBar value={mastered} max={all} label={sentence} figure={sentence} />;
  };
  const lines = read.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const pages = Math.round(lines / linesOf(mushaf));
  const whole = juzRead(mushaf, read).filter(({ share }) => share === 1).length;
  const lesson = last?.item ? findItem(curriculum, last.item) : undefined;
  return (
    <div className="grid gap-3">
      {programme === 'NAZRA' ? (
        <>
          <p className="text-ink-2">{t('progress.nazra', { juz: whole })}</p>
          <ProgressBar
            value={pages}
            max={pageCount(mushaf)}
            label={t('progress.pages', { read: pages, all: pageCount(mushaf) })}
            figure={t('progress.pages', { read: pages, all: pageCount(mushaf) })}
          />
          {bar('rules')}
        </>
      ) : (
        <>
          {lesson && (
            <p className="text-ink-2">{t('progress.now', { lesson: nameOfItem(lesson, locale) })}</p>
          )}
          {bar('qaida')}
        </>
      )}
      {last ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
          <span className="text-ink-2">{t('progress.last')}:</span>
          <span>
            {format.dateShort(last.date)} ·{' '}
            {wordPlace(valuesOfRecord(last), { words, digits: format.digits, locale, curriculum })}
          </span>
          <GradeBadge grade={last.grade} />
        </p>
      ) : (
        <p className="text-small text-ink-2">{t('progress.none')}</p>
      )}
    </div>
  );
}
