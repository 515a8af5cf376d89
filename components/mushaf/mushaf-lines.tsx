import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { useFormat } from '@/lib/core/i18n/get-format';
import { HEAT_DAYS, type LineView, type WordView } from '@/lib/mushaf/page/rules';
import type { LineLayout } from '@/lib/quran/lines';
import { surahAyah, surahRange } from '@/lib/quran/position';
import { basmalahBefore, endMark, wordsOf } from '@/lib/quran/text';
import { lineWidth } from '@/lib/quran/widths';
import css from './mushaf.module.css';

interface Props {
  layout: LineLayout;
  page: number;
  lines: readonly LineView[];
  /** Whether words, lines and ayat can be chosen; without it the page is read only. */
  choosable: boolean;
  /** Name of a surah as a print heads it. */
  surahName: (surah: number) => string;
}

/** The lines of a page, drawn on the server: text of the source, cut at its own spaces, one box a line. */
export function MushafLines({ layout, page, lines, choosable, surahName }: Props) {
  // One look-up per ayah of the page.
  const words = new Map<number, string[]>();
  const textOf = ({ ayah, word }: WordView) => {
    if (word === 0) return endMark(surahAyah(ayah).ayah);
    const known = words.get(ayah) ?? wordsOf(ayah);
    words.set(ayah, known);
    return known[word - 1]!;
  };
  return (
    <div lang="ar" dir="rtl" className={css.frame}>
      {lines.map((line, i) =>
        line.kind === 'text' ? (
          <TextLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number on the page
            key={i}
            {...{ layout, page, line, choosable, textOf }}
            n={i + 1}
          />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Opening key={i} line={line} name={surahName(line.surah)} />
        ),
      )}
    </div>
  );
}

function Opening({ line, name }: { line: Exclude<LineView, { kind: 'text' }>; name: string }) {
  const basmalah = <span className={css.basmalah}>{basmalahBefore(surahRange(line.surah)[0])}</span>;
  if (line.kind === 'basmalah') return <p className={css.heading}>{basmalah}</p>;
  return (
    <h2 className={css.heading}>
      <span className={css.cartouche}>
        {name}
        {line.basmalah && basmalah}
      </span>
    </h2>
  );
}

interface LineProps extends Pick<Props, 'layout' | 'page' | 'choosable'> {
  line: Extract<LineView, { kind: 'text' }>;
  /** 1-based, headings counted. */
  n: number;
  textOf: (word: WordView) => string;
}

function TextLine({ layout, page, line, n, choosable, textOf }: LineProps) {
  const t = useTranslations('mushaf');
  const format = useFormat();
  const { column, natural, short } = lineWidth(layout, page, n, line.words.length);
  const fit = { '--column': column, '--natural': natural } as CSSProperties;
  const name = t('line', { n });
  const Row = choosable ? 'fieldset' : 'div';
  return (
    <Row className={css.row}>
      {choosable && <legend className="sr-only">{name}</legend>}
      {choosable && line.code ? (
        <label className={css.gutter} {...(line.lesson && { 'data-lesson': '' })}>
          <input type="radio" name="place" value={line.code} aria-label={name} className="sr-only" />
          {format.digits(n)}
        </label>
      ) : (
        <span className={css.gutter} {...(line.lesson && { 'data-lesson': '' })}>
          {format.digits(n)}
        </span>
      )}
      <div className={css.box}>
        <div
          className={clsx(css.words, css.heat)}
          style={fit}
          {...(short && { 'data-short': '' })}
          {...(line.heat > 0 && { 'data-heat': line.heat })}
        >
          {line.words.map((word) => (
            <Word key={`${word.ayah}.${word.word}`} word={word} text={textOf(word)} choosable={choosable} />
          ))}
        </div>
      </div>
      <span dir="ltr" className={css.margin}>
        {line.count > 1 && (
          <span title={t('lineHeat', { count: line.count, days: HEAT_DAYS })}>
            {t('times', { count: line.count })}
          </span>
        )}
      </span>
    </Row>
  );
}

function Word({ word, text, choosable }: { word: WordView; text: string; choosable: boolean }) {
  const t = useTranslations('mushaf');
  const { ayah, word: n, today, past, edge } = word;
  const code = n === 0 ? String(ayah) : `${ayah}.${n}`;
  const drawn = {
    className: clsx(css.word, n === 0 && css.end),
    'data-code': code,
    ...(today && { 'data-today': today }),
    ...(past && { 'data-past': past.kind, 'data-trace': past.trace }),
    ...(edge && { 'data-edge': edge }),
  };
  const said = [
    today && t('signToday', { kind: t(`kinds.${today}`) }),
    past && t('signPast', { kind: t(`kinds.${past.kind}`) }),
  ]
    .filter(Boolean)
    .join(', ');
  const whole = n === 0 ? t('wholeAyah', { n: surahAyah(ayah).ayah }) : undefined;
  if (!choosable)
    return (
      <span {...drawn}>
        {text}
        {said && <span className="sr-only">{` (${said}) `}</span>}
      </span>
    );
  return (
    <label {...drawn}>
      <input
        type="radio"
        name="place"
        value={code}
        className="sr-only"
        {...(whole && { 'aria-label': [whole, said].filter(Boolean).join(', ') })}
      />
      {whole ? <span aria-hidden>{text}</span> : text}
      {!whole && said && <span className="sr-only">{` (${said})`}</span>}
    </label>
  );
}
