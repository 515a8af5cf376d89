import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

export interface SortLink {
  /** Where the header leads: the same list, sorted by this column (or the other way round). */
  href: string;
  direction?: 'ascending' | 'descending' | undefined;
}

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
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

const tones = { bad: 'bg-clay-soft', chosen: 'bg-emerald-soft', none: 'bg-sheet' };

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

/** A register: one semantic table, scrolling inside its sheet; under 640 px each row is a card. */
export async function DataTable<Row>({ caption, columns, rows, rowKey, rowTone }: Props<Row>) {
  const t = await getTranslations('common');
  const [first, ...others] = columns;
  if (!first) return null;
  const head = (column: Column<Row>, index: number) => (
    <th
      key={column.key}
      scope="col"
      {...(column.sort?.direction && { 'aria-sort': column.sort.direction })}
      className={clsx(
        'border-b border-edge px-3 py-1.5 align-middle text-caption font-medium whitespace-nowrap text-ink-2',
        column.align === 'end' ? 'text-end' : 'text-start',
        index === 0 && 'sticky start-0 z-1 bg-sheet ps-6',
        index === columns.length - 1 && 'pe-6',
      )}
    >
      {column.sort ? (
        <SortedHead head={column.head} sort={column.sort} label={t('sortBy', { column: column.head })} />
      ) : (
        column.head
      )}
    </th>
  );
  return (
    <div className="overflow-x-auto max-sm:overflow-visible">
      <table className="w-full border-collapse text-small max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:sr-only">
          <tr>{columns.map(head)}</tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={clsx(
                'group border-line not-last:border-b hover:bg-gold-soft/35 max-sm:block max-sm:px-4 max-sm:py-3',
                tones[rowTone?.(row) ?? 'none'],
              )}
            >
              <th
                scope="row"
                className="sticky start-0 z-1 bg-inherit px-3 py-2 ps-6 text-start font-normal sm:h-13 sm:whitespace-nowrap max-sm:static max-sm:block max-sm:p-0 max-sm:pb-1"
              >
                {first.cell(row)}
              </th>
              {others.map((column, index) => (
                <td
                  key={column.key}
                  className={clsx(
                    'px-3 py-2 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1 max-sm:text-end',
                    column.align === 'end' && 'text-end tabular',
                    column.deskOnly && 'max-sm:hidden',
                    index === others.length - 1 && 'sm:pe-6',
                  )}
                >
                  <span aria-hidden className="text-caption text-ink-3 sm:hidden">
                    {column.head}
                  </span>
                  <span className="min-w-0 max-sm:break-words">{column.cell(row)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
