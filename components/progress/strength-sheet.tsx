import { useTranslations } from 'next-intl';
import { LineChart } from '@/components/charts/line-chart';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays } from '@/lib/core/time';
import type { ProgressView } from '@/lib/progress/view/rules';

const FORTNIGHT = 14;

/** How firm all that is held was, week by week as it was then, up to today. */
export function StrengthSheet({ view: { strengths } }: { view: ProgressView }) {
  const t = useTranslations('progress.strength');
  const format = useFormat();
  const today = strengths.at(-1);
  if (!today || strengths.length < 3) return null;
  const then = strengths.findLast(({ date }) => date <= addDays(today.date, -FORTNIGHT));
  const sentence = then
    ? t('since', {
        now: format.percent(today.strength),
        before: format.percent(then.strength),
        date: format.date(then.date),
      })
    : t('now', { now: format.percent(today.strength) });
  return (
    <div id="strength" className="scroll-mt-4">
      <Sheet title={t('title')} note={t('note')}>
        <p className="mb-3 max-w-[62ch]">{sentence}</p>
        <LineChart
          points={strengths.map(({ date, strength }) => ({
            key: date,
            label: format.dateShort(date),
            value: strength * 100,
          }))}
          sentence={sentence}
          heads={[t('day'), t('percent')]}
        />
      </Sheet>
    </div>
  );
}
