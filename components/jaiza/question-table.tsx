import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/components/ui/data-table';
import { useFormat } from '@/lib/core/i18n/get-format';
import { MARK_KINDS, type QuestionMarks } from '@/lib/jaiza/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { usePhrase } from './words';

type Row = { n: number; passage: Range; marks: QuestionMarks };

/** What was asked and what was counted, question by question. */
export function QuestionTable({
  passages,
  marks,
  mushaf,
}: {
  passages: readonly Range[];
  marks: readonly QuestionMarks[];
  mushaf: MushafLayout;
}) {
  const t = useTranslations('jaiza');
  const mistakes = useTranslations('lessons.mistakes');
  const format = useFormat();
  const phrase = usePhrase(mushaf);
  const columns: Column<Row>[] = [
    {
      key: 'passage',
      head: t('paper.passage'),
      cell: ({ n, passage }) => `${format.digits(n)}. ${phrase(passage)}`,
    },
    ...MARK_KINDS.map(
      (kind): Column<Row> => ({
        key: kind,
        head: kind === 'prompt' ? t('prompt') : mistakes(kind),
        align: 'end',
        cell: ({ marks: one }) => (one.heard ? format.digits(one[kind]) : t('paper.notHeard')),
      }),
    ),
  ];
  const rows = passages.map((passage, at) => ({ n: at + 1, passage, marks: marks[at]! }));
  return (
    <DataTable caption={t('paper.questions')} columns={columns} rows={rows} rowKey={({ n }) => String(n)} />
  );
}
