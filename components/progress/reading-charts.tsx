import { useTranslations } from 'next-intl';
import { ChartTable } from '@/components/charts/chart-table';
import { JuzBoard } from '@/components/charts/juz-board';
import { LineChart } from '@/components/charts/line-chart';
import { InkSwatch, StackedBar } from '@/components/charts/stacked-bar';
import { ReadList } from '@/components/reading/read-list';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { pageCount } from '@/lib/quran/mushaf';
import { taught } from '@/lib/reading/curriculum/rules';
import { juzRead, linesOf } from '@/lib/reading/rules';
import { latestSteps, type StepState } from '@/lib/reading/steps/rules';
import type { ReadingOf, ReadRecord } from '@/lib/reading/view/schema';

const STATES: readonly StepState[] = ['MASTERED', 'PRACTISING', 'INTRODUCED'];
const inks = { MASTERED: 5, PRACTISING: 3, INTRODUCED: 2, AHEAD: 1 } as const;

/** Reading by sight and the qaida as pictures: how far, how much on each day, what is mastered; the records under them. */
export function ReadingCharts({ reading }: { reading: ReadingOf }) {
  const t = useTranslations('progress.reading');
  const { history, curriculum } = reading;
  return (
    <>
      {history.programme === 'NAZRA' && <Nazra history={history} />}
      <Steps reading={reading} list={history.programme === 'NAZRA' ? 'rules' : 'qaida'} />
      <Lines records={history.records} />
      <Sheet title={t('records')}>
        <ReadList records={history.records} curriculum={curriculum} />
      </Sheet>
    </>
  );
}

function Nazra({ history }: { history: ReadingOf['history'] }) {
  const t = useTranslations('progress.reading');
  const { mushaf, read } = history;
  const lines = read.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const share = lines / (pageCount(mushaf) * linesOf(mushaf));
  return (
    <Sheet title={t('nazra')} note={t('nazraNote')}>
      <JuzBoard cells={juzRead(mushaf, read)} share={share} layout="phone" />
    </Sheet>
  );
}

/** Lessons of the qaida, or rules of tajweed, by how far each has come. */
function Steps({ reading: { history, curriculum }, list }: { reading: ReadingOf; list: 'qaida' | 'rules' }) {
  const t = useTranslations('progress.reading');
  const format = useFormat();
  const items = taught(curriculum[list]);
  const stands = latestSteps(history.steps);
  const counts = STATES.map((state) => ({
    state,
    count: items.filter(({ id }) => stands.get(id)?.state === state).length,
  }));
  const begun = counts.reduce((sum, { count }) => sum + count, 0);
  const rows = [...counts, { state: 'AHEAD' as const, count: items.length - begun }];
  const sentence = rows.map(({ state, count }) => t('of', { state: t(state), count })).join(t('comma'));
  return (
    <Sheet title={t(list)} note={t('items', { count: items.length })}>
      <div role="img" aria-label={sentence}>
        <StackedBar
          segments={counts.map(({ state, count }) => ({ key: state, value: count, ink: inks[state] }))}
          max={items.length}
        />
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        {counts.map(({ state, count }) => (
          <li key={state} className="flex items-center gap-1.5">
            <InkSwatch ink={inks[state]} />
            {t('of', { state: t(state), count })}
          </li>
        ))}
      </ul>
      <ChartTable
        heads={[t('state'), t('count')]}
        rows={rows.map(({ state, count }) => ({ key: state, cells: [t(state), format.number(count)] }))}
      />
    </Sheet>
  );
}

const linesRead = ({ fromPage, toPage, fromLine, toLine, mushaf }: ReadRecord) =>
  fromPage != null && toPage != null && mushaf
    ? (toPage - fromPage) * linesOf(mushaf) + toLine - fromLine + 1
    : toLine - fromLine + 1;

/** Lines read on each of the last days, oldest first. */
function Lines({ records }: { records: readonly ReadRecord[] }) {
  const t = useTranslations('progress.reading');
  const format = useFormat();
  if (records.length < 2) return null;
  const points = [...records]
    .reverse()
    .map((record) => ({ key: record.id, label: format.dateShort(record.date), value: linesRead(record) }));
  return (
    <Sheet title={t('lines')}>
      <LineChart
        points={points}
        sentence={t('linesSentence', { days: points.length, last: points.at(-1)!.value })}
        heads={[t('day'), t('lines')]}
      />
    </Sheet>
  );
}
