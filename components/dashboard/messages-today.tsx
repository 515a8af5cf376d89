import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StackedBar } from '@/components/charts/stacked-bar';
import { Ban, Check, CheckCheck, Hourglass, TriangleAlert } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';

const lines = [
  { key: 'read', icon: CheckCheck, ink: 5 },
  { key: 'arrived', icon: Check, ink: 4 },
  { key: 'waiting', icon: Hourglass, ink: 3 },
  { key: 'suppressed', icon: Ban, ink: 2 },
  { key: 'failed', icon: TriangleAlert, ink: 1 },
] as const;

interface Props {
  counts: Record<(typeof lines)[number]['key'], number>;
  today: LocalDate;
}

/** How far the reports of today have come. */
export function MessagesToday({ counts, today }: Props) {
  const t = useTranslations('dashboard.messages');
  const format = useFormat();
  const total = lines.reduce((sum, { key }) => sum + counts[key], 0);
  return (
    <Sheet title={t('title')} note={t('note')}>
      {total === 0 ? (
        <p className="text-small text-ink-2">{t('none')}</p>
      ) : (
        <>
          <StackedBar segments={lines.map(({ key, ink }) => ({ key, ink, value: counts[key] }))} />
          <dl className="mt-3 grid gap-2">
            {lines.map(({ key, icon: Icon }) => (
              <div key={key} className="flex items-center gap-2 text-small">
                <dt className="flex flex-1 items-center gap-2">
                  <Icon aria-hidden size={16} strokeWidth={2} className="flex-none text-ink-3" />
                  {t(key)}
                </dt>
                <dd className="tabular">{format.number(counts[key])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="mt-4">
        <Link
          href={listAddress(routes.messages, { day: today })}
          prefetch={false}
          className="link tap-area text-small"
        >
          {t('log')}
        </Link>
      </p>
    </Sheet>
  );
}
