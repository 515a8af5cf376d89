import { useTranslations } from 'next-intl';
import { ChevronLeft, ChevronRight } from '@/components/ui/icons';
import { ButtonLink } from './button';

interface Props {
  /** First and last row shown, counted from 1. */
  from: number;
  to: number;
  total: number;
  backHref?: string | undefined;
  nextHref?: string | undefined;
}

/** "1–10 of 161", back and next as links; an end is simply absent. */
export function Pager({ from, to, total, backHref, nextHref }: Props) {
  const t = useTranslations('common');
  return (
    <nav
      aria-label={t('pages')}
      className="flex min-h-16 flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-2 sm:px-6"
    >
      <span className="text-small text-ink-2 tabular">{t('range', { from, to, total })}</span>
      <span className="flex gap-3">
        {backHref && (
          <ButtonLink href={backHref} icon={ChevronLeft} flip rel="prev">
            {t('back')}
          </ButtonLink>
        )}
        {nextHref && (
          <ButtonLink href={nextHref} rel="next">
            {t('next')}
            <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
