import { useLocale, useTranslations } from 'next-intl';
import { GradeBadge } from '@/components/ui/grade-badge';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { Curriculum } from '@/lib/reading/curriculum/rules';
import { type ReadingWords, valuesOfRecord, wordPlace } from '@/lib/reading/day/rules';
import type { ReadRecord } from '@/lib/reading/view/schema';

/** The days of reading, newest first: what was read, how it was graded, how many mistakes. */
export function ReadList({
  records,
  curriculum,
}: {
  records: readonly ReadRecord[];
  curriculum: Curriculum;
}) {
  const t = useTranslations('reading');
  const locale = useLocale();
  const format = useFormat();
  const words = t as unknown as ReadingWords;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-sheet empty:hidden">
      {records.map((record) => (
        <li key={record.id} className="grid gap-1 px-3.5 py-2.5">
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">{format.dateShort(record.date)}</span>
            <GradeBadge grade={record.grade} />
          </p>
          <p className="text-small">
            {wordPlace(valuesOfRecord(record), { words, digits: format.digits, locale, curriculum })}
          </p>
          <p className="text-caption text-ink-2">
            {t('progress.mistakes', {
              count: Object.values(record.mistakes).reduce((sum, count) => sum + count, 0),
            })}
          </p>
          {record.remark && (
            <p dir="auto" className="text-small text-ink-2">
              {record.remark}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
