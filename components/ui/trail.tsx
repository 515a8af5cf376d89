import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';

/** Where this page hangs: links from the outermost in, then the page itself. */
export function Trail({ steps, here }: { steps: { href: string; label: ReactNode }[]; here: ReactNode }) {
  const t = useTranslations('common');
  return (
    <nav aria-label={t('trail')} className="text-small text-ink-2">
      {steps.map(({ href, label }) => (
        <Fragment key={href}>
          <Link href={href} prefetch={false} className="link tap-area">
            {label}
          </Link>{' '}
          <span aria-hidden>/</span>{' '}
        </Fragment>
      ))}
      <span aria-current="page" className="text-ink">
        {here}
      </span>
    </nav>
  );
}
