import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ResultBadge } from '@/components/jaiza/result-badge';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { EvidenceMarks, EvidenceTest } from '@/lib/progress/evidence/schema';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { FULL_MARKS, MARK_KINDS, totalOf } from '@/lib/reports/marks/rules';
import type { Reader } from './words';

const pages = { office: routes.test, teacher: routes.teacherTest, parent: undefined };
const row = 'relative grid gap-1 px-4 py-2.5 sm:px-6';
const opens = 'link min-h-tap content-center font-medium no-underline after:absolute after:inset-0';

/** Tests with their results; for who teaches or heads, each opens with its questions and counts. */
export function TestEvidence({
  tests,
  layout,
  reader,
}: {
  tests: readonly EvidenceTest[];
  layout: MushafLayout;
  reader: Reader;
}) {
  const t = useTranslations('jaiza');
  const format = useFormat();
  const href = pages[reader];
  const scheme = juzSchemeOf(layout);
  const nameOf = ({ kind, ayah }: EvidenceTest) =>
    kind === 'PARA' ? t('parent.juz', { juz: format.digits(juzOf(ayah, scheme)) }) : t(`kinds.${kind}`);
  return (
    <ul className="divide-y divide-line border-b border-line empty:hidden">
      {tests.map((test) => (
        <li key={test.id} className={row}>
          <p className="flex flex-wrap items-center justify-between gap-2">
            {href ? (
              <Link href={href(test.id)} prefetch={false} className={opens}>
                {nameOf(test)}
              </Link>
            ) : (
              <b className="font-medium">{nameOf(test)}</b>
            )}
            <ResultBadge result={test.result} />
          </p>
          <p className="text-small text-ink-2">
            {t('parent.line', { date: format.date(test.heldOn), score: format.number(test.score) })}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What each term gave of a hundred; in the office it opens the report on which the marks stand. */
export function MarkEvidence({
  marks,
  studentId,
  reader,
}: {
  marks: readonly EvidenceMarks[];
  studentId: string;
  reader: Reader;
}) {
  const t = useTranslations('progress.evidence');
  const format = useFormat();
  return (
    <ul className="divide-y divide-line empty:hidden">
      {marks.map((term) => {
        const total = totalOf(term);
        const name = t('term', { year: format.digits(term.year), term: t(`terms.t${term.term}`) });
        return (
          <li key={`${term.year} ${term.term}`} className={row}>
            <p className="flex flex-wrap items-center justify-between gap-2">
              {reader === 'office' ? (
                <Link
                  href={`${routes.talimi(studentId)}?year=${term.year}&term=${term.term}`}
                  prefetch={false}
                  className={opens}
                >
                  {name}
                </Link>
              ) : (
                <b className="font-medium">{name}</b>
              )}
              {total !== undefined && (
                <span className="tabular">{t('ofHundred', { mark: format.number(total) })}</span>
              )}
            </p>
            <p className="text-small text-ink-2">
              {MARK_KINDS.filter((kind) => term[kind] !== null)
                .map((kind) =>
                  t(`marks.${kind}`, { mark: format.number(term[kind]!), full: FULL_MARKS[kind] }),
                )
                .join(' · ')}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
