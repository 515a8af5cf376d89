import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** The sentence that says how things stand. */
  lead?: ReactNode;
  /** At most one primary button among them. */
  actions?: ReactNode;
  /** Links back up, outermost first. */
  trail?: ReactNode;
  /** A monogram or a picture before the name. */
  portrait?: ReactNode;
}

/** The page's name, how things stand, what can be done; closed by the double gold rule. */
export function PageHead({ title, lead, actions, trail, portrait }: Props) {
  return (
    <header className="grid gap-4">
      {trail}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-[1_1_24rem] items-center gap-4">
          {portrait}
          <div className="grid min-w-0 gap-1.5">
            <h1>{title}</h1>
            {lead && <div className="max-w-[62ch] text-lead text-ink-2">{lead}</div>}
          </div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </div>
      <hr className="rule-double" />
    </header>
  );
}
