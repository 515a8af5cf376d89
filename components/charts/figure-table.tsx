'use client';
import type { ReactNode } from 'react';
import { Ranges } from '@/components/ui/ranges';

export interface FigureTableProps {
  heads: string[];
  rows: { key: string; cells: ReactNode[] }[];
}

/** A folded table drawn from its words. */
export function FigureTable({ title, heads, rows }: FigureTableProps & { title: string }) {
  return (
    <details className="mt-2 print:hidden">
      <summary className="tap-area inline-block text-caption text-ink-3 underline decoration-1 underline-offset-4">
        {title}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <table className="figures">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...others] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {others.map((cell, index) => (
                  <td key={heads[index + 1]}>{typeof cell === 'string' ? <Ranges text={cell} /> : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
