import type { ReactNode } from 'react';
import { v7 } from 'uuid';
import { getBoardWords } from '@/components/mushaf/get-board-words';
import { MarkBoard } from '@/components/mushaf/mark-board';
import { drawnFor, drawnForField } from '@/lib/core/auth/drawn-for';
import type { Scope } from '@/lib/core/auth/scope';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { clear, mark } from '@/lib/mushaf/actions';
import type { LineView, ReadPage } from '@/lib/mushaf/page/rules';
import { placeCode } from '@/lib/mushaf/rules';
import { surahAyah } from '@/lib/quran/position';

interface Props {
  scope: Scope;
  read: ReadPage;
  lines: readonly LineView[];
  children: ReactNode;
}

/** The marking around a page, with all its script needs to know: no word of the text among it. */
export async function Board({ scope, read: { child, page, marks }, lines, children }: Props) {
  const [t, words, format] = await Promise.all([getTranslations('mushaf'), getBoardWords(), getFormat()]);
  const text = lines.flatMap((line, i) => (line.kind === 'text' ? [{ ...line, n: i + 1 }] : []));
  const ayat = new Set(text.flatMap(({ words: all }) => all.map(({ ayah }) => ayah)));
  const today = marks.filter(({ date }) => date === scope.today);
  for (const { ayah } of today) ayat.add(ayah);
  const named = [...ayat].map((ayah) => {
    const at = surahAyah(ayah);
    return [ayah, `${format.digits(at.surah)}:${format.digits(at.ayah)}`];
  });
  return (
    <MarkBoard
      // Without the hour: what a form without script is answered finds its way back by this key.
      key={`${child.id}:${page}`}
      studentId={child.id}
      page={page}
      date={scope.today}
      drawn={drawnFor(scope)}
      drawnField={drawnForField}
      freshId={v7()}
      // Oldest first: the newest is drawn over the others.
      marks={today.map((one) => ({ id: one.id, code: placeCode(one), kind: one.kind })).reverse()}
      ayat={Object.fromEntries(named)}
      lines={Object.fromEntries(text.flatMap(({ code, n }) => (code ? [[code, t('line', { n })]] : [])))}
      words={words}
      mark={mark}
      clear={clear}
    >
      {children}
    </MarkBoard>
  );
}
