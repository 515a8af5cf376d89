import { useTranslations } from 'next-intl';
import { GrowthChart } from '@/components/charts/growth-chart';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { KhatmRange } from '@/lib/progress/forecast/rules';
import { PAGES } from '@/lib/progress/measure/rules';
import type { ProgressView } from '@/lib/progress/view/rules';

/** When the Quran will likely be complete, as months from and to, what would change it, and the way so far. */
export function KhatmSheet({ view }: { view: ProgressView }) {
  const t = useTranslations('progress.khatm');
  const { khatm, history } = view;
  const fan = khatm.kind === 'range' ? [...khatm.fan] : [];
  const sentence = useKhatmSentence(view);
  const points = history.map(({ date, pages }) => ({ date, value: pages }));
  return (
    <div id="khatm" className="scroll-mt-4">
      <Sheet title={t('title')} note={khatm.kind === 'range' ? t('note') : undefined}>
        <p className="max-w-[62ch] text-lead">{sentence}</p>
        {khatm.kind === 'range' && <Sooner khatm={khatm} sooner={view.sooner} />}
        {points.length > 1 && (
          <div className="mt-4">
            <GrowthChart
              history={points}
              fan={fan}
              whole={PAGES}
              sentence={t('chart', { pages: Math.round(points.at(-1)!.value), khatm: sentence })}
              heads={{ day: t('day'), held: t('held'), range: t('range') }}
            />
          </div>
        )}
      </Sheet>
    </div>
  );
}

/** The forecast as one sentence: two months, or why there is none. */
function useKhatmSentence({ khatm }: Pick<ProgressView, 'khatm'>): string {
  const t = useTranslations('progress.khatm');
  const format = useFormat();
  if (khatm.kind === 'done') return t('done');
  if (khatm.kind === 'unknown') return t(khatm.reason, { weeks: khatm.weeks });
  const [from, to] = [format.month(khatm.from), format.month(khatm.to)];
  return from === to ? t('within', { month: from }) : t('between', { from, to });
}

function Sooner({ khatm, sooner }: { khatm: KhatmRange; sooner: ProgressView['sooner'] }) {
  const t = useTranslations('progress.khatm');
  const format = useFormat();
  return (
    <ul className="mt-2 grid gap-1 text-small text-ink-2">
      {sooner
        .filter(({ months }) => months > 0)
        .map(({ lines, months }) => (
          <li key={lines}>{t('sooner', { lines, months })}</li>
        ))}
      <li>
        {t('basis', {
          weeks: khatm.weeksSeen,
          pages: format.number(Math.round(khatm.pagesAWeek * 10) / 10),
          empty: format.percent(khatm.emptyShare),
        })}
      </li>
    </ul>
  );
}
