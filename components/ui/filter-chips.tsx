import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { X } from '@/components/ui/icons';

interface Props {
  /** What is on, each with the address of the list without it. */
  chips: { label: string; href: string }[];
  clearHref: string;
  /** "161 students match." */
  summary?: ReactNode;
}

export function FilterChips({ chips, clearHref, summary }: Props) {
  const t = useTranslations('common');
  return (
    <div className="flex flex-wrap items-center gap-2.5">
      {chips.map(({ label, href }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-label={t('removeFilter', { label })}
          className="inline-flex min-h-tap items-center gap-1.5 rounded-round border border-edge bg-sheet px-3.5 text-caption hover:bg-sunk"
        >
          {label}
          <X aria-hidden size={14} />
        </Link>
      ))}
      {chips.length > 0 && (
        <Link
          href={clearHref}
          prefetch={false}
          className="inline-flex min-h-tap items-center px-3 text-small font-medium text-emerald hover:underline"
        >
          {t('clearAll')}
        </Link>
      )}
      {summary && <p className="ms-auto text-caption text-ink-3">{summary}</p>}
    </div>
  );
}
