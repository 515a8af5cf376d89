import { useTranslations } from 'next-intl';
import { getFormat, useFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { daysBetween, type LocalDate } from '@/lib/core/time';
import type { ChildPage } from '@/lib/parents/queries';
import { type TonightPage, tonightsPage } from '@/lib/parents/rules';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';

/** The one thing for a family to do tonight, and why this page. */
export function Tonight({ page, today }: { page: ChildPage; today: LocalDate }) {
  const t = useTranslations('parent.tonight');
  const layout = page.child.mushaf;
  const tonight = tonightsPage({ lessons: page.lessons, nextManzil: page.nextManzil, today, layout });
  const q = useTranslations('quran');
  const format = useFormat();
  return (
    <section
      aria-labelledby="tonight"
      className="relative grid gap-1.5 overflow-hidden rounded-card bg-panel px-4 pt-3 pb-4 text-on-panel"
    >
      <div aria-hidden className="pattern-star absolute inset-0 opacity-20" />
      <p className="relative text-small text-on-panel-gold">{t('eyebrow')}</p>
      <h2 id="tonight" className="relative text-[1.5rem]">
        {tonight
          ? t('title', { page: format.digits(tonight.page), juz: format.digits(tonight.juz) })
          : t('none')}
      </h2>
      <p className="relative">
        {tonight ? <Why page={page} tonight={tonight} today={today} /> : t('noneBody')}
      </p>
      {tonight && (
        <p className="relative text-caption opacity-85">{t('mushaf', { mushaf: q(`mushaf.${layout}`) })}</p>
      )}
    </section>
  );
}

async function Why({ page, tonight, today }: { page: ChildPage; tonight: TonightPage; today: LocalDate }) {
  const [t, kinds, quran, format, name] = await Promise.all([
    getTranslations('parent.tonight'),
    getTranslations('parent.kindWords'),
    getTranslations('quran'),
    getFormat(),
    nameFor(page.child),
  ]);
  const { because } = tonight;
  if (because.reason === 'next') return t('next', { name });
  const scheme = juzSchemeOf(page.child.mushaf);
  return t('weak', {
    name,
    kind: kinds(because.kind),
    day: daysBetween(because.date, today) < 7 ? format.weekday(because.date) : format.dateShort(because.date),
    range: phraseRange(quran as unknown as QuranWords, because.portions[0]!, scheme),
  });
}
