import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProgressSheets } from '@/components/progress/progress-sheets';
import { ButtonLink } from '@/components/ui/button';
import { Printer } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { evidenceQuery, readShown } from '@/lib/progress/evidence/schema';
import { getProgressPage } from '@/lib/progress/view/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('progress'))('title') };
}

export default async function StudentProgressPage({
  params,
  searchParams,
}: PageProps<'/admin/students/[studentId]/progress'>) {
  const scope = await requireScope('reports:read');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const shown = readShown(evidenceQuery.parse(await searchParams).show);
  const page = await inTenant(scope, async (tx) => {
    await noteView(tx, studentId);
    return getProgressPage(tx, {
      institutionId: scope.institution.id,
      studentId,
      today: scope.today,
      shown,
    });
  });
  if (!page) notFound();
  const { view, evidence, reading } = page;
  const [t, students, charts, format] = await Promise.all([
    getTranslations('progress'),
    getTranslations('students'),
    getTranslations('common.charts'),
    getFormat(),
  ]);
  const name = await nameFor(view.student);
  return (
    <>
      <PageHead
        trail={
          <Trail
            steps={[
              { href: routes.students, label: students('title') },
              { href: routes.student(studentId), label: name },
            ]}
            here={t('title')}
          />
        }
        title={t('titleOf', { name })}
        lead={charts('board', {
          complete: view.totals.juzComplete,
          share: format.percent(view.totals.share),
        })}
        actions={
          <ButtonLink href={routes.talimi(studentId)} variant="primary" icon={Printer}>
            {t('report')}
          </ButtonLink>
        }
      />
      <ProgressSheets
        view={view}
        evidence={evidence}
        reading={reading}
        here={routes.studentProgress(studentId)}
        reader="office"
      />
    </>
  );
}
