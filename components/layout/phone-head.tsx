import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { ArrowLeft } from '@/components/ui/icons';

interface Props {
  title: ReactNode;
  /** The day in both calendars, or what this page belongs to. */
  note?: ReactNode;
  back?: { href: string; label: string };
  /** At the end of the line: the self menu, a bell. */
  end?: ReactNode;
}

/** Top of a phone page; it does not stick, so that a small screen belongs to the list. */
export function PhoneHead({ title, note, back, end }: Props) {
  return (
    <header className="flex min-h-14 items-center gap-2 px-3.5 py-2">
      {back && (
        <ButtonLink
          href={back.href}
          variant="ghost"
          size="icon"
          icon={ArrowLeft}
          flip
          aria-label={back.label}
          className="-ms-2"
        />
      )}
      <div className="min-w-0 flex-1">
        <h1 className="text-heading">{title}</h1>
        {note && <p className="text-caption text-ink-3">{note}</p>}
      </div>
      {end}
    </header>
  );
}

/** The page below its head. */
export function PhoneMain({ children }: { children: ReactNode }) {
  return (
    <main id="page" className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 px-3.5 pb-6">
      {children}
    </main>
  );
}
