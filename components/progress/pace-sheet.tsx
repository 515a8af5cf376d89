import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LineChart } from '@/components/charts/line-chart';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { LINES_A_PAGE } from '@/lib/progress/measure/rules';
import { type ProgressProps, showing } from './words';

/** Pages of a para on the average: what the norm's days are for. */
const PAGES_A_PARA = 604 / 30;

/** How much is new in a day and a week, beside the norm of the band. A parent is shown the pace, not the darja. */
export function PaceSheet({ view, here, reader }: ProgressProps) {
  const t = useTranslations('progress.pace');
  const grades = useTranslations('progress.darja');
  const bands = useTranslations('progress.bands');
  const format = useFormat();
  const { pace, weeks } = view;
  if (weeks.length === 0) return null;
  const compared = pace && reader !== 'parent';
  const points = weeks.map(({ from, lines }) => ({ key: from, label: format.dateShort(from), value: lines }));
  return (
    <Sheet
      title={t('title')}
      aside={
        pace && (
          <Link href={showing(here, 'pace')} prefetch={false} className="link tap-area text-small">
            {t('lessons')}
          </Link>
        )
      }
    >
      <p className="mb-3 max-w-[62ch]">
        {pace
          ? t('now', {
              lines: format.number(Math.round(pace.linesADay * 10) / 10),
              days: Math.round(pace.daysAWeek),
            })
          : t('none')}
        {compared &&
          ` ${t(pace.grade ? 'para' : 'paraSlow', {
            days: pace.daysAPara,
            band: bands(pace.band),
            grade: pace.grade ? grades(pace.grade) : '',
            fair: pace.norm.fair,
          })}`}
      </p>
      <LineChart
        points={points}
        sentence={t('chart', { weeks: points.length, last: Math.round(points.at(-1)!.value) })}
        heads={[t('week'), t('linesHead')]}
        mark={
          compared
            ? {
                value: ((PAGES_A_PARA * LINES_A_PAGE) / pace.norm.fair) * 7,
                label: t('norm', { band: bands(pace.band), days: pace.norm.fair }),
              }
            : undefined
        }
      />
    </Sheet>
  );
}
