import { clsx } from 'clsx';
import Link from 'next/link';

export interface PersonNameProps {
  name: string;
  nativeName?: string | null;
  /** Language of the native name; Urdu unless the person's record says otherwise. */
  nativeLang?: 'ur' | 'ar';
  href?: string;
  /** One under the other (lists) or on one line (titles). */
  layout?: 'stacked' | 'inline';
  className?: string;
}

/** A person in both scripts, each in its own `lang` and direction, so that neither disturbs the other. */
export function PersonName({
  name,
  nativeName,
  nativeLang = 'ur',
  href,
  layout = 'stacked',
  className,
}: PersonNameProps) {
  const latin = (
    <bdi lang="en" dir="auto">
      {name}
    </bdi>
  );
  const stacked = layout === 'stacked';
  return (
    <span
      className={clsx(
        stacked ? 'grid justify-items-start' : 'inline-flex flex-wrap items-baseline gap-x-3',
        className,
      )}
    >
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="tap-area leading-snug font-medium text-ink hover:text-emerald hover:underline"
        >
          {latin}
        </Link>
      ) : (
        <span className={clsx('leading-snug', stacked && 'font-medium')}>{latin}</span>
      )}
      {nativeName && (
        <bdi
          lang={nativeLang}
          dir="rtl"
          className={clsx(
            stacked
              ? 'text-small leading-[1.7] text-ink-2'
              : nativeLang === 'ur'
                ? 'nastaliq'
                : 'font-arabic',
          )}
        >
          {nativeName}
        </bdi>
      )}
    </span>
  );
}
