import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChartTable } from '@/components/charts/chart-table';
import { type Ink, InkPatterns, inkFill } from '@/components/charts/ink';
import { InkSwatch } from '@/components/charts/stacked-bar';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { Grade } from '@/lib/lessons/rules';
import type { GirdaanCycle } from '@/lib/progress/girdaan/rules';
import { type ProgressProps, showing } from './words';

const inks: Record<Grade, Ink> = { EXCELLENT: 5, GOOD: 4, WEAK: 3, REPEAT: 1 };
const SHOWN = 6;
const PATTERNS = 'girdaan';

/** Rounds over the whole, newest first: how long each took and how firm each para was in it. */
export function GirdaanSheet({ view, here }: ProgressProps) {
  const t = useTranslations('progress.girdaan');
  const grades = useTranslations('grades');
  if (view.cycles.length === 0) return null;
  return (
    <Sheet
      title={t('title')}
      note={t('note')}
      aside={
        <Link href={showing(here, 'girdaan')} prefetch={false} className="link tap-area text-small">
          {t('lessons')}
        </Link>
      }
    >
      <svg width="0" height="0" className="absolute" aria-hidden="true">
        <InkPatterns id={PATTERNS} />
      </svg>
      <div className="grid gap-5">
        {[...view.cycles]
          .reverse()
          .slice(0, SHOWN)
          .map((cycle) => (
            <Cycle key={cycle.no} cycle={cycle} />
          ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        {(Object.keys(inks) as Grade[]).map((grade) => (
          <li key={grade} className="flex items-center gap-1.5">
            <InkSwatch ink={inks[grade]} />
            {grades(grade)}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Cycle({ cycle }: { cycle: GirdaanCycle }) {
  const t = useTranslations('progress.girdaan');
  const grades = useTranslations('grades');
  const quran = useTranslations('quran');
  const format = useFormat();
  const { no, from, to, days, share, paras } = cycle;
  const head = to
    ? t('done', { no, from: format.date(from), to: format.date(to), days })
    : t('going', { no, from: format.date(from), share: format.percent(share), days });
  return (
    <div>
      <p className="mb-1.5 text-small">{head}</p>
      <div role="img" aria-label={head} className="grid auto-cols-fr grid-flow-col gap-px">
        {paras.map(({ juz, grade, share: part }) => (
          <svg key={juz} className="h-6 w-full border border-edge bg-sheet" aria-hidden="true">
            {grade && (
              <rect
                width="100%"
                height={`${(part * 100).toFixed(0)}%`}
                y={`${(100 - part * 100).toFixed(0)}%`}
                fill={inkFill(PATTERNS, inks[grade])}
              />
            )}
          </svg>
        ))}
      </div>
      <p className="flex justify-between text-caption text-ink-3 tabular" aria-hidden="true">
        <span>{paras[0] && quran('juz', { n: paras[0].juz })}</span>
        <span>{paras.at(-1) && quran('juz', { n: paras.at(-1)!.juz })}</span>
      </p>
      <ChartTable
        heads={[t('para'), t('share'), t('grade'), t('mistakes')]}
        rows={paras
          .filter(({ grade }) => grade)
          .map(({ juz, share: part, grade, mistakes }) => ({
            key: String(juz),
            cells: [
              quran('juz', { n: juz }),
              format.percent(part),
              grade ? grades(grade) : '',
              format.number(mistakes),
            ],
          }))}
      />
    </div>
  );
}
