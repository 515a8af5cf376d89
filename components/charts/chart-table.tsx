import { useTranslations } from 'next-intl';
import { FigureTable, type FigureTableProps } from './figure-table';

/** The numbers behind a picture, folded away. */
export function ChartTable({ heads, rows }: FigureTableProps) {
  const t = useTranslations('common');
  return <FigureTable title={t('table')} heads={heads} rows={rows} />;
}
