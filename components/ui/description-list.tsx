import type { ReactNode } from 'react';

export interface Description {
  key: string;
  term: ReactNode;
  value: ReactNode;
}

/** Facts of one record, term and value on a line, ruled. */
export function DescriptionList({ items }: { items: Description[] }) {
  return (
    <dl className="grid">
      {items.map(({ key, term, value }) => (
        <div
          key={key}
          className="flex flex-wrap justify-between gap-x-4 border-line py-2.5 not-last:border-b"
        >
          <dt className="text-small text-ink-3">{term}</dt>
          <dd className="min-w-0 text-end text-small break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
