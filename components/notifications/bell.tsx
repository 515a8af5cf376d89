import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Bell as Sign } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { BellCount } from './bell-count';

/** The way to what is new, with how much it is. */
export function Bell({ count, href }: { count: number; href: string }) {
  const t = useTranslations('notifications');
  const format = useFormat();
  return (
    <Link
      href={href}
      prefetch={false}
      className="relative grid size-tap flex-none place-items-center rounded-round hover:bg-sunk"
    >
      <Sign aria-hidden size={22} strokeWidth={1.75} />
      <span className="sr-only">{t('title')}</span>
      <BellCount
        count={count}
        digits={Array.from({ length: 10 }, (_, digit) => format.digits(digit)).join('')}
      />
    </Link>
  );
}
