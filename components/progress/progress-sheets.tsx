import { useTranslations } from 'next-intl';
import { StrengthBoard } from '@/components/charts/strength-board';
import { Sheet } from '@/components/ui/sheet';
import type { ReadingOf } from '@/lib/reading/view/schema';
import { type Evidence, EvidenceSheet } from './evidence-sheet';
import { GirdaanSheet } from './girdaan-sheet';
import { KhatmSheet } from './khatm-sheet';
import { PaceSheet } from './pace-sheet';
import { ReadingCharts } from './reading-charts';
import { StrengthSheet } from './strength-sheet';
import { TotalsLedger } from './totals-ledger';
import { type ProgressProps, showing } from './words';

/** One child's progress, the same for office, ustadh and parent: what is held, how firmly, how fast, until when. */
export function ProgressSheets({
  evidence,
  reading,
  ...props
}: ProgressProps & { evidence: Evidence | undefined; reading: ReadingOf | undefined }) {
  const t = useTranslations('progress.board');
  const { view, here, reader } = props;
  // Who only reads so far has nothing by heart to show.
  if (reading && view.totals.ayahs === 0) return <ReadingCharts reading={reading} />;
  return (
    <>
      {reading && <ReadingCharts reading={reading} />}
      <TotalsLedger {...props} />
      {evidence && <EvidenceSheet {...{ evidence, here, reader }} student={view.student} />}
      <Sheet title={t('title')} note={t('note')}>
        <StrengthBoard
          layout={reader === 'office' ? 'wide' : 'phone'}
          cells={view.cells.map(({ juz, coveredShare, strength, current, jaizaPassed }) => ({
            juz,
            share: coveredShare,
            strength,
            current,
            jaizaPassed,
            href: showing(here, `juz-${juz}`),
          }))}
        />
      </Sheet>
      <StrengthSheet view={view} />
      <KhatmSheet view={view} />
      <PaceSheet {...props} />
      <GirdaanSheet {...props} />
    </>
  );
}
