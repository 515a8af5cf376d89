import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Download } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/link-row';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Trail } from '@/components/ui/trail';
import { useFormat } from '@/lib/core/i18n/get-format';
import { languageNames } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import type { TalimiReport } from '@/lib/reports/talimi/rules';
import { REPORT_LANGUAGES } from '@/lib/reports/talimi/schema';
import type { TalimiWords } from './talimi-words';

interface Props {
  report: TalimiReport;
  words: TalimiWords;
  /** Of the child, for the reader. */
  name: string;
  /** What leaves the house is not for a support visit. */
  mayExport: boolean;
}

/** Above the sheets, on the screen alone: the year, the language, the ways onto paper. */
export function ReportHead({ report, words, name, mayExport }: Props) {
  const t = useTranslations('reports');
  const progress = useTranslations('progress');
  const students = useTranslations('students');
  const format = useFormat();
  const { student, year } = report;
  const address = (of: { year?: number; lang?: string }) =>
    `?year=${of.year ?? year.year}&lang=${of.lang ?? words.lang}`;
  const here = routes.talimi(student.id);
  return (
    <div className="grid gap-4 print:hidden">
      <PageHead
        trail={
          <Trail
            steps={[
              { href: routes.students, label: students('title') },
              { href: routes.student(student.id), label: name },
              { href: routes.studentProgress(student.id), label: progress('title') },
            ]}
            here={t('title')}
          />
        }
        title={t('titleOf', { name })}
        lead={t('lead')}
        actions={
          mayExport && (
            <>
              <PrintButton>{t('print')}</PrintButton>
              <ButtonLink
                href={`${routes.talimiPdf(student.id)}${address({})}`}
                variant="primary"
                icon={Download}
              >
                {t('pdf')}
              </ButtonLink>
            </>
          )
        }
      />
      <div className="flex flex-wrap gap-4">
        <Segmented
          label={t('language')}
          items={REPORT_LANGUAGES.map((lang) => ({
            href: `${here}${address({ lang })}`,
            label: <bdi lang={lang}>{languageNames[lang]}</bdi>,
            current: lang === words.lang,
          }))}
        />
        <Segmented
          label={t('years')}
          items={[year.year - 1, year.year, year.year + 1].map((one) => ({
            href: `${here}${address({ year: one })}`,
            label: t('earlier', {
              year: year.crosses
                ? t('yearSpan', { from: format.digits(one), to: format.digits((one + 1) % 100) })
                : format.digits(one),
            }),
            current: one === year.year,
          }))}
        />
      </div>
    </div>
  );
}
