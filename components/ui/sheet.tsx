import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

interface Props {
  title?: ReactNode;
  /** A caption under the title. */
  note?: ReactNode;
  /** Beside the title: a link, a count, a segmented choice. */
  aside?: ReactNode;
  /** Padding around the content; tables and lists bring their own. */
  padded?: boolean;
  /** A hairline between head and content, for sheets that hold a table or a list. */
  ruled?: boolean;
  className?: string;
  children: ReactNode;
}

/** A sheet of paper on the desk: the one surface of a page. */
export function Sheet({ title, note, aside, padded = true, ruled = !padded, className, children }: Props) {
  const id = useId();
  return (
    <section
      {...(title !== undefined && { 'aria-labelledby': id })}
      className={clsx('min-w-0 rounded-card border border-line bg-sheet shadow-raised', className)}
    >
      {title !== undefined && (
        <div
          className={clsx(
            'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6 sm:py-4',
            ruled && 'border-b border-line',
          )}
        >
          <div className="min-w-0">
            <h2 id={id}>{title}</h2>
            {note && <p className="text-caption text-ink-3">{note}</p>}
          </div>
          {aside}
        </div>
      )}
      <div
        className={clsx(
          padded && 'px-4 pb-4 sm:px-6 sm:pb-6',
          padded && (title === undefined || ruled) && 'pt-4 sm:pt-6',
        )}
      >
        {children}
      </div>
    </section>
  );
}
