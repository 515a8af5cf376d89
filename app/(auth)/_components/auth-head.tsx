import type { ReactNode } from 'react';

/** The page's name and the one sentence under it. */
export function AuthHead({ title, lead }: { title: ReactNode; lead?: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h1>{title}</h1>
      {lead && <p className="text-ink-2">{lead}</p>}
    </div>
  );
}
