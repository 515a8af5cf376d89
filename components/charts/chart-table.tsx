import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface Props {
  heads: string[];
  rows: { key: string; cells: ReactNode[] }[];
}

/** The numbers behind a picture, folded away. */
export function ChartTable({ heads, rows }: Props) {
  const t = useTranslations('common');
  return (
    <details className="mt-2 print:hidden">
      <summary className="tap-area inline-block text-caption text-ink-3 underline decoration-1 underline-offset-4">
        {t('table')}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full border-collapse text-caption">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="border-b border-edge py-1 pe-3 text-start font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...others] }) => (
              <tr key={key} className="border-line not-last:border-b">
                <th scope="row" className="py-1 pe-3 text-start font-normal">
                  {first}
                </th>
                {others.map((cell, index) => (
                  <td key={heads[index + 1]} className="py-1 pe-3 tabular">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
