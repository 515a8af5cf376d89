import { ButtonLink } from '@/components/ui/button';
import { ChevronLeft, ChevronRight } from '@/components/ui/icons';
import { getTranslations } from '@/lib/core/i18n/translations';

interface Props {
  newerHref: string | undefined;
  olderHref: string | undefined;
}

/** Newer and older; an end is simply absent. Nobody counts a trail that only grows. */
export async function TrailPager({ newerHref, olderHref }: Props) {
  const t = await getTranslations('audit');
  if (!newerHref && !olderHref) return null;
  return (
    <nav
      aria-label={t('pages')}
      className="flex min-h-16 flex-wrap items-center justify-between gap-3 px-4 py-2 sm:px-6"
    >
      {newerHref ? (
        <ButtonLink href={newerHref} icon={ChevronLeft} flip rel="prev">
          {t('newer')}
        </ButtonLink>
      ) : (
        <span />
      )}
      {olderHref && (
        <ButtonLink href={olderHref} rel="next">
          {t('older')}
          <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />
        </ButtonLink>
      )}
    </nav>
  );
}
