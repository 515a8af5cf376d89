import type { ReactNode } from 'react';

export interface LedgerEntry {
  label: ReactNode;
  figure: ReactNode;
  note?: ReactNode;
}

/** Figures in one ruled line, like the foot of a ledger: never a wall of cards. */
export function Ledger({ entries }: { entries: (LedgerEntry & { key: string })[] }) {
  return (
    <dl className="flex flex-wrap border-y border-line">
      {entries.map(({ key, label, figure, note }) => (
        <div
          key={key}
          className="flex flex-[1_1_9rem] flex-col border-line px-5 py-3.5 not-first:border-s first:ps-0 max-sm:flex-[1_1_40%] max-sm:nth-[odd]:border-s-0 max-sm:nth-[odd]:ps-0"
        >
          <dt className="text-caption text-ink-3">{label}</dt>
          {/* Forced colours paint a plate behind text; behind these tall figures it would cover their label. */}
          <dd className="forced-color-adjust-none forced-colors:text-[CanvasText] text-[1.75rem] leading-tight [font-family:var(--face-title)] tabular">
            {figure}
          </dd>
          {note && <dd className="text-caption text-ink-3">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
