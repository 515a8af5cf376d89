import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { ParentTest } from '@/lib/jaiza/queue/rules';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { ResultBadge } from './result-badge';

/** The last tests of a child in its parents' words: what it was, when, how it went, and what is still to be met. */
export function ParentTests({ tests, mushaf }: { tests: ParentTest[]; mushaf: MushafLayout }) {
  const t = useTranslations('jaiza.parent');
  const kinds = useTranslations('jaiza.kinds');
  const format = useFormat();
  if (tests.length === 0) return null;
  const nameOf = ({ kind, ayah }: ParentTest) =>
    kind === 'PARA' ? t('juz', { juz: format.digits(juzOf(ayah, juzSchemeOf(mushaf))) }) : kinds(kind);
  return (
    <Sheet title={t('title')} padded={false}>
      <ul className="divide-y divide-line">
        {tests.map((test) => (
          <li key={test.id} className="grid gap-1 px-4 py-3">
            <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="font-medium">{nameOf(test)}</span>
              <ResultBadge result={test.result} />
            </p>
            <p className="text-caption text-ink-2">
              {t('line', { date: format.date(test.heldOn), score: format.number(test.score) })}
            </p>
            {test.conditions && test.conditionsDue && (
              <p className="text-small text-ink-2">
                {test.conditionsMet
                  ? t('met', { date: format.date(test.conditionsMet) })
                  : t('conditions', { date: format.date(test.conditionsDue), conditions: test.conditions })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
