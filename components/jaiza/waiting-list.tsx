import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Ltr } from '@/components/ui/figures';
import { Hourglass, PenLine } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { daysBetween } from '@/lib/core/time';
import type { WaitingTest } from '@/lib/jaiza/queue/rules';
import { useTestName } from './words';

interface Props {
  tests: WaitingTest[];
  today: string;
  href: (testId: string) => string;
}

/** Who waits for a test, the longest first; each row opens its test. */
export function WaitingList({ tests, today, href }: Props) {
  const t = useTranslations('jaiza.queue');
  const nameOf = useTestName();
  const format = useFormat();
  const language = localeOfTag(useLocale());
  return (
    <ul className="divide-y divide-line">
      {tests.map((test) => (
        <li key={test.id} className="relative grid gap-1 px-4 py-3 hover:bg-sunk/45 sm:px-6">
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <Link
              href={href(test.id)}
              prefetch={false}
              className="min-h-tap content-center font-medium text-emerald after:absolute after:inset-0"
            >
              <bdi>{nameIn(test, language)}</bdi>
              {' · '}
              {nameOf(test)}
            </Link>
            <Badge tone={test.begun ? 'info' : 'warn'} icon={test.begun ? PenLine : Hourglass}>
              {test.begun ? t('begun') : t('days', { days: daysBetween(test.askedOn, today) })}
            </Badge>
          </div>
          <p className="text-caption text-ink-2">
            {test.rollNo && (
              <>
                <Ltr>{test.rollNo}</Ltr>
                {' · '}
              </>
            )}
            {test.halqa && (
              <>
                <bdi>{language === 'en' ? test.halqa : (test.nativeHalqa ?? test.halqa)}</bdi>
                {' · '}
              </>
            )}
            {t(`origin.${test.origin}`, { date: format.dateShort(test.askedOn) })}
          </p>
          {test.note && (
            <p dir="auto" className="text-small text-ink-2">
              {test.note}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
