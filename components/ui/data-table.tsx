import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ArrowDown, ArrowUp } from '@/components/ui/icons';
import { type Cell, RegisterLines } from './register-lines';

export interface SortLink {
  /** Where the header leads: the same list, sorted by this column (or the other way round). */
  href: string;
  direction?: 'ascending' | 'descending' | undefined;
}

export interface Column<Row> {
  key: string;
  head: string;
  /** Words, a person, a lesson (`Cell`), or anything drawn, which costs a long list the most. */
  cell: (row: Row) => Cell;
  align?: 'start' | 'end';
  sort?: SortLink;
  /** Left out of the card that a row becomes on a phone. */
  deskOnly?: boolean;
}

interface Props<Row> {
  /** Names the table for those who hear it. */
  caption: string;
  /** The first column is the row's name: it stays while the others scroll, and heads the card on a phone. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowTone?: (row: Row) => 'bad' | 'chosen' | undefined;
}

const classOf = ({ align, deskOnly }: Pick<Column<never>, 'align' | 'deskOnly'>): string =>
  clsx(align === 'end' && 'text-end tabular', deskOnly && 'max-sm:hidden');

function SortedHead({ head, sort, label }: { head: string; sort: SortLink; label: string }) {
  const Arrow = sort.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <Link
      href={sort.href}
      prefetch={false}
      title={label}
      className={clsx(
        'inline-flex min-h-tap items-center gap-1 hover:text-ink',
        sort.direction && 'font-semibold text-ink',
      )}
    >
      {head}
      {sort.direction && <Arrow aria-hidden size={14} />}
    </Link>
  );
}

/** A register: one semantic table, scrolling inside its sheet; under 640 px each row is a card. Its look is the class
 *  `register`: a cell is one element, for a long list is mostly cells. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowTone }: Props<Row>) {
  const t = useTranslations('common');
  const others = columns.slice(1);
  return (
    <div className="overflow-x-auto max-sm:overflow-visible">
      <table className="register">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, align, sort }) => (
              <th
                key={key}
                scope="col"
                {...(sort?.direction && { 'aria-sort': sort.direction })}
                {...(align === 'end' && { className: 'text-end' })}
              >
                {sort ? <SortedHead head={head} sort={sort} label={t('sortBy', { column: head })} /> : head}
              </th>
            ))}
          </tr>
        </thead>
        <RegisterLines
          heads={others.map(({ head }) => head)}
          classes={others.map(classOf)}
          lines={rows.map((row) => ({
            key: rowKey(row),
            tone: rowTone?.(row),
            cells: columns.map((column) => column.cell(row)),
          }))}
        />
      </table>
    </div>
  );
}
