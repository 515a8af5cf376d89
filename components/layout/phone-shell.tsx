import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { NavItem } from './nav';
import { PhoneBar } from './phone-bar';
import { SkipLink } from './skip-link';

interface Props {
  /** The portal's root: current only on itself. */
  home: string;
  /** Five at most; none inside an ustadh's session, where the dock belongs to undo and finish. */
  items?: NavItem[];
  banner?: ReactNode;
  children: ReactNode;
}

/** The frame of the ustadh's and the parent's pages: one column, bottom bar. The page brings its `PhoneHead`. */
export function PhoneShell({ home, items = [], banner, children }: Props) {
  const t = useTranslations('nav');
  return (
    <>
      <SkipLink />
      {banner}
      <div className="mx-auto flex min-h-dvh max-w-[30rem] flex-col print:block print:min-h-0 print:max-w-none">
        <div className="flex-1">{children}</div>
        {items.length > 0 && <PhoneBar home={home} items={items} label={t('main')} />}
      </div>
    </>
  );
}
