import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Ledger } from '@/components/ui/ledger';
import { useFormat } from '@/lib/core/i18n/get-format';
import { type ProgressProps, showing } from './words';

/** What is held, in the four measures people count in; each figure opens the lessons, tests or days that made it. */
export function TotalsLedger({ view, here }: ProgressProps) {
  const t = useTranslations('progress.totals');
  const format = useFormat();
  const { totals, cells, strength } = view;
  const passed = cells.filter(({ jaizaPassed }) => jaizaPassed).length;
  const figure = (value: number) => (
    <Link href={showing(here, 'sabaq')} prefetch={false} className="link decoration-1">
      {format.number(value)}
    </Link>
  );
  return (
    <Ledger
      entries={[
        {
          key: 'juz',
          label: t('juz'),
          figure: figure(totals.juzComplete),
          note: (
            <Link href={showing(here, 'tests')} prefetch={false} className="link tap-area">
              {t('passed', { count: passed })}
            </Link>
          ),
        },
        {
          key: 'pages',
          label: t('pages'),
          figure: figure(totals.pages),
          note: t('of', { whole: format.number(totals.pagesInMushaf) }),
        },
        {
          key: 'lines',
          label: t('lines'),
          figure: figure(totals.lines),
          note: t('of', { whole: format.number(totals.linesInMushaf) }),
        },
        {
          key: 'ayahs',
          label: t('ayahs'),
          figure: figure(totals.ayahs),
          note: t('share', { share: format.percent(totals.share) }),
        },
        ...(strength === undefined
          ? []
          : [
              {
                key: 'manzil',
                label: t('manzil'),
                figure:
                  view.strengths.length < 3 ? (
                    format.percent(strength)
                  ) : (
                    <a href="#strength" className="link decoration-1">
                      {format.percent(strength)}
                    </a>
                  ),
                note: t('manzilNote'),
              },
            ]),
      ]}
    />
  );
}
