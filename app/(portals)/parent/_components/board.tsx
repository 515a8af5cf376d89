import { useTranslations } from 'next-intl';
import { JuzBoard } from '@/components/charts/juz-board';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { ChildPage } from '@/lib/parents/queries';
import { juzBoard } from '@/lib/progress/rules';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { AYAHS } from '@/lib/quran/position';
import { size } from '@/lib/quran/range-set';

export function Board({ page }: { page: ChildPage }) {
  const t = useTranslations('parent.board');
  const format = useFormat();
  const { memorised, nextSabaq, child } = page;
  const scheme = juzSchemeOf(child.mushaf);
  const next = nextSabaq[0]?.[0];
  const currentJuz = next === undefined ? undefined : juzOf(next, scheme);
  const cells = juzBoard({ memorised, scheme, currentJuz });
  const complete = cells.filter((cell) => cell.state === 'complete').length;
  const current = currentJuz ? t('current', { juz: format.digits(currentJuz) }) : '';
  return (
    <Sheet title={t('title')}>
      <p className="mb-3 text-small text-ink-2">
        {memorised.length > 0 ? t('lead', { complete, current }) : t('none')}
      </p>
      <JuzBoard
        layout="phone"
        evidence={routes.childProgress(child.id)}
        share={size(memorised) / AYAHS}
        cells={cells.map(({ juz, coveredShare, current: now }) => ({
          juz,
          share: coveredShare,
          current: now,
        }))}
      />
    </Sheet>
  );
}
