import '@/components/reports/talimi.css';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MarksForm } from '@/components/reports/marks-form';
import { ReportHead } from '@/components/reports/report-head';
import { TalimiParas } from '@/components/reports/talimi-paras';
import { TalimiTerms } from '@/components/reports/talimi-terms';
import { getTalimiWords } from '@/components/reports/talimi-words';
import { noteView } from '@/lib/audit/views/mutations';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { getTalimiReport } from '@/lib/reports/talimi/queries';
import { talimiQuery } from '@/lib/reports/talimi/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

export default async function TalimiPage({
  params,
  searchParams,
}: PageProps<'/admin/reports/talimi/[studentId]'>) {
  const scope = await requireScope('reports:read');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const { institution, today, role } = scope;
  const { lang, year, term } = talimiQuery.parse(await searchParams);
  const report = await inTenant(scope, async (tx) => {
    await noteView(tx, studentId);
    return getTalimiReport(tx, { institution, studentId, today, year });
  });
  if (!report) notFound();
  const [t, words, name] = await Promise.all([
    getTranslations('reports'),
    getTalimiWords(lang, institution.hijriOffset),
    nameFor(report.student),
  ]);
  const sheets = { report, words, institution, today };
  const latest = report.terms.findLast(({ state }) => state !== 'ahead');
  return (
    <>
      <ReportHead report={report} words={words} name={name} mayExport={!scope.support} />
      {/* A sheet is as wide as paper; on a phone it is moved under the finger, not the page. */}
      <section
        aria-label={t('sheets')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="talimi-scroll overflow-x-auto rounded-card border border-line bg-white shadow-raised print:rounded-none print:border-0"
      >
        <div className="talimi" lang={words.lang} dir={words.direction}>
          <TalimiParas {...sheets} />
          <TalimiTerms {...sheets} />
        </div>
      </section>
      {can(role, 'reports:write') && (
        <MarksForm report={report} term={term ?? latest?.term ?? 1} lang={lang} />
      )}
    </>
  );
}
