import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';
import { ChevronLeft, ChevronRight } from '@/components/ui/icons';

export interface Portion {
  readonly key: string;
  readonly label: string;
  readonly href: string;
  readonly here: boolean;
}

interface Props {
  /** "Page 94, juz 5" */
  title: string;
  before?: string | undefined;
  after?: string | undefined;
  portions: readonly Portion[];
}

/** Today's portions, each leading to the page where it begins; and the pages, turned as a mushaf is turned. */
export function PageNav({ title, before, after, portions }: Props) {
  const t = useTranslations('mushaf');
  const turn = buttonClass({ size: 'icon' });
  return (
    <nav aria-label={t('pages')} className="grid gap-2.5">
      {portions.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {portions.map(({ key, label, href, here }) => (
            <li key={key}>
              <Link
                href={href}
                prefetch={false}
                {...(here && { 'aria-current': 'true' })}
                className="inline-flex min-h-tap items-center rounded-round border border-edge bg-sheet px-3.5 text-small aria-[current]:border-emerald aria-[current]:bg-emerald-soft aria-[current]:font-semibold aria-[current]:text-emerald"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {/* The next page lies to the left, in every language. */}
      <div dir="rtl" className="flex items-center justify-between gap-3">
        {before ? (
          <Link href={before} prefetch={false} aria-label={t('previous')} className={turn}>
            <ChevronRight aria-hidden size={20} strokeWidth={1.75} />
          </Link>
        ) : (
          <span className="size-tap" />
        )}
        <bdi className="text-small font-semibold tabular">{title}</bdi>
        {after ? (
          <Link href={after} prefetch={false} aria-label={t('next')} className={turn}>
            <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
          </Link>
        ) : (
          <span className="size-tap" />
        )}
      </div>
    </nav>
  );
}
