import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { PlacedMark } from '@/lib/mushaf/page/rules';
import { type PassedBy, traceOf, weightOf } from '@/lib/mushaf/rules';
import { surahAyah } from '@/lib/quran/position';
import css from './mushaf.module.css';

interface Props {
  marks: readonly PlacedMark[];
  recitals: readonly PassedBy[];
  today: string;
}

const SHOWN = 40;

/** What was marked on this page on earlier days and how much of it is left: the evidence behind the dashed signs. */
export function EarlierMarks({ marks, recitals, today }: Props) {
  const t = useTranslations('mushaf');
  const format = useFormat();
  const earlier = marks.filter(({ date }) => date < today);
  const place = (ayah: number) => {
    const at = surahAyah(ayah);
    return `${format.digits(at.surah)}:${format.digits(at.ayah)}`;
  };
  return (
    <Sheet title={t('earlier.title')} padded={false}>
      {earlier.length === 0 ? (
        <p className="px-4 py-3 text-small text-ink-2">{t('earlier.none')}</p>
      ) : (
        <ul>
          {earlier.slice(0, SHOWN).map((mark) => (
            <li
              key={mark.id}
              className="flex min-h-tap items-center gap-3 border-line px-4 py-1.5 text-small not-last:border-b"
            >
              <span className={css.sign} data-kind={mark.kind} />
              <span className="min-w-0 flex-1">
                <b className="font-semibold">{t(`kinds.${mark.kind}`)}</b>
                {' · '}
                {mark.word === undefined
                  ? t('say.ayah', { surahAyah: place(mark.ayah) })
                  : t('say.word', { surahAyah: place(mark.ayah), n: format.digits(mark.word) })}
                {mark.slipAyah !== undefined && (
                  <span className="text-ink-2">{` · ${t('earlier.slip', { place: place(mark.slipAyah) })}`}</span>
                )}
              </span>
              <span className="text-caption text-ink-3">
                {t('earlier.when', {
                  date: format.dateShort(mark.date),
                  state: t(`earlier.${traceOf(weightOf(mark, recitals, today))}`),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
