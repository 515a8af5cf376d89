import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { Tripped } from '@/lib/mushaf/heat/rules';
import { type LineLayout, lineOf } from '@/lib/quran/lines';
import { printedPage } from '@/lib/quran/mushaf';
import { surahAyah } from '@/lib/quran/position';
import css from './mushaf.module.css';

interface Props {
  page: number;
  days: number;
  /** Children of the halqa. */
  size: number;
  layout: LineLayout;
  tripped: readonly Tripped[];
}

/** Who stumbled on a page and where: what stands behind a cell of the halqa's map. */
export function TrippedSheet({ page, days, size, layout, tripped }: Props) {
  const t = useTranslations('mushaf');
  const format = useFormat();
  const placeOf = ({ ayah, word }: Tripped['marks'][number]) => {
    const at = surahAyah(ayah);
    const surahAyahText = `${format.digits(at.surah)}:${format.digits(at.ayah)}`;
    return word === null
      ? t('say.ayah', { surahAyah: surahAyahText })
      : t('say.word', { surahAyah: surahAyahText, n: format.digits(word) });
  };
  return (
    <div id="page-tripped">
      <Sheet
        title={t('heat.tripped', {
          page: format.digits(printedPage(layout, page)),
          children: tripped.length,
        })}
        note={t('heat.trippedOf', { size, days })}
        padded={false}
      >
        <ul>
          {tripped.map(({ id, name, nativeName, marks }) => (
            <li key={id} className="grid gap-1 border-line px-4 py-2.5 text-small not-last:border-b">
              <Link
                // The child's own print may break its pages elsewhere.
                href={routes.mushaf(
                  id,
                  lineOf(layout, { ayah: marks[0]!.ayah, word: marks[0]!.word ?? 1 }).page,
                )}
                prefetch={false}
                className="link tap-area w-fit font-semibold"
              >
                <PersonName name={name} nativeName={nativeName} />
              </Link>
              <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
                {marks.map((mark) => (
                  <li
                    key={`${mark.date}.${mark.ayah}.${mark.word}.${mark.kind}`}
                    className="flex items-center gap-1.5"
                  >
                    <span className={css.sign} data-kind={mark.kind} />
                    {t(`kinds.${mark.kind}`)} · {placeOf(mark)} · {format.dateShort(mark.date)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
