import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import type { HeldTest } from '@/lib/jaiza/queue/rules';
import { ResultBadge } from './result-badge';
import { useTestName } from './words';

interface Props {
  tests: HeldTest[];
  today: string;
  href: (testId: string) => string;
  /** Of one child: its name is the page's. */
  unnamed?: boolean;
}

/** Tests that were held, each with its result and what came with it. */
export function HeldList({ tests, today, href, unnamed = false }: Props) {
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
              {!unnamed && (
                <>
                  <bdi>{nameIn(test, language)}</bdi>
                  {' · '}
                </>
              )}
              {nameOf(test)}
            </Link>
            <ResultBadge result={test.result} />
          </div>
          <p className="text-caption text-ink-2">
            {format.dateWithDay(test.heldOn)} · {t('score', { score: format.number(test.score) })}
          </p>
          {test.conditions && test.conditionsDue && (
            <p className="grid gap-1 text-small text-ink-2">
              <span dir="auto" className="leading-loose">
                {test.conditions}
              </span>
              <span>
                {test.conditionsMet
                  ? t('conditionsMet', { date: format.date(test.conditionsMet) })
                  : test.conditionsDue < today
                    ? t('conditionsOver', { date: format.date(test.conditionsDue) })
                    : t('conditionsDue', { date: format.date(test.conditionsDue) })}
              </span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
