import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ResultBadge } from '@/components/jaiza/result-badge';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { EvidenceMarks, EvidenceTest } from '@/lib/progress/evidence/schema';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { FULL_MARKS, MARK_KINDS, totalOf } from '@/lib/reports/marks/rules';
import type { Reader } from './words';

const pages = { office: routes.test, teacher: routes.teacherTest, parent: undefined };

/** A line of evidence: its name, which opens where it stands if its reader may go there, and what came of it. */
function Evidence({
  name,
  href,
  outcome,
  children,
}: {
  name: string;
  href: string | undefined;
  outcome: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="relative grid gap-1 px-4 py-2.5 sm:px-6">
      <p className="flex flex-wrap items-center justify-between gap-2">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="link min-h-tap content-center font-medium no-underline after:absolute after:inset-0"
          >
            {name}
          </Link>
        ) : (
          <b className="font-medium">{name}</b>
        )}
        {outcome}
      </p>
      <p className="text-small text-ink-2">{children}</p>
    </li>
  );
}

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
        <Evidence
          key={test.id}
          name={nameOf(test)}
          href={href?.(test.id)}
          outcome={<ResultBadge result={test.result} />}
        >
          {t('parent.line', { date: format.date(test.heldOn), score: format.number(test.score) })}
        </Evidence>
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
        const report = `${routes.talimi(studentId)}?year=${term.year}&term=${term.term}`;
        return (
          <Evidence
            key={`${term.year} ${term.term}`}
            name={t('term', { year: format.digits(term.year), term: t(`terms.t${term.term}`) })}
            href={reader === 'office' ? report : undefined}
            outcome={
              total !== undefined && (
                <span className="tabular">{t('ofHundred', { mark: format.number(total) })}</span>
              )
            }
          >
            {MARK_KINDS.filter((kind) => term[kind] !== null)
              .map((kind) => t(`marks.${kind}`, { mark: format.number(term[kind]!), full: FULL_MARKS[kind] }))
              .join(' · ')}
          </Evidence>
        );
      })}
    </ul>
  );
}
