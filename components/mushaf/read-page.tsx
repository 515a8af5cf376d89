import type { ReactNode } from 'react';
import { getFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { getTranslations } from '@/lib/core/i18n/translations';
import { wordPortions } from '@/lib/lessons/day/rules';
import { type LineView, lessonPage, pageView, type ReadPage } from '@/lib/mushaf/page/rules';
import { juzOf } from '@/lib/quran/divisions';
import { pageSpan } from '@/lib/quran/lines';
import { juzSchemeOf, pageCount, printedPage } from '@/lib/quran/mushaf';
import type { QuranWords } from '@/lib/quran/phrase';
import { EarlierMarks } from './earlier-marks';
import { MushafLines } from './mushaf-lines';
import { getSurahNames, MushafSheet } from './mushaf-sheet';
import { PageLegend } from './page-legend';
import { PageNav } from './page-nav';

interface Props {
  read: ReadPage;
  today: string;
  href: (page: number) => string;
  /** Wraps the sheet of lines in what can be done with it; without it the page is read only. */
  board?: (sheet: ReactNode, lines: readonly LineView[]) => ReactNode;
}

/** A page of a child's own print with today's portions, the marks of today and of before. */
export async function ReadMushafPage({ read, today, href, board }: Props) {
  const { child, layout, page, day, marks, recitals } = read;
  const [t, quran, kinds, format, surahName] = await Promise.all([
    getTranslations('mushaf'),
    getTranslations('quran'),
    getTranslations('lessons.kinds'),
    getFormat(),
    getSurahNames(),
  ]);
  const words = quran as unknown as QuranWords;
  const lines = pageView({
    layout,
    page,
    marks,
    recitals,
    portions: day.flatMap(({ portions }) => portions),
    today,
  });
  const [from] = pageSpan(layout, page);
  const portions = day
    .filter((plan) => plan.portions.length > 0)
    .map((plan) => {
      const begins = lessonPage(layout, [plan]) ?? page;
      const { label } = wordPortions(plan.portions, { layout: child.mushaf, words, digits: format.digits });
      return {
        key: plan.kind,
        label: t('portion', { kind: kinds(plan.kind), range: isolate(label) }),
        href: href(begins),
        here: begins === page,
      };
    });
  const sheet = (
    <MushafSheet layout={layout} mushaf={child.mushaf} page={page}>
      <MushafLines {...{ layout, page, lines, surahName }} choosable={board !== undefined} />
    </MushafSheet>
  );
  return (
    <>
      <PageNav
        title={t('pageName', {
          n: printedPage(child.mushaf, page),
          juz: juzOf(from.ayah, juzSchemeOf(child.mushaf)),
        })}
        before={page > 1 ? href(page - 1) : undefined}
        after={page < pageCount(layout) ? href(page + 1) : undefined}
        portions={portions}
      />
      {board ? board(sheet, lines) : sheet}
      <EarlierMarks marks={marks} recitals={recitals} today={today} />
      <PageLegend />
      <p className="text-caption text-ink-3">
        {t('source')}{' '}
        <a href="https://tanzil.net" rel="noreferrer" className="link">
          <bdi>tanzil.net</bdi>
        </a>
      </p>
    </>
  );
}
