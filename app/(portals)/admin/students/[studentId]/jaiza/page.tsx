import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChildTests } from '@/components/jaiza/child-tests';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { noteView } from '@/lib/audit/views/mutations';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getChildTests } from '@/lib/jaiza/page/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jaiza'))('title') };
}

export default async function StudentJaizaPage({ params }: PageProps<'/admin/students/[studentId]/jaiza'>) {
  const scope = await requireScope('jaiza:read');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const { id: institutionId, mushaf } = scope.institution;
  const page = await inTenant(scope, async (tx) => {
    await noteView(tx, studentId);
    return getChildTests(tx, { institutionId, studentId, mushaf });
  });
  if (!page) notFound();
  const t = await getTranslations('jaiza');
  const { student, gate, ...rest } = page;
  return (
    <>
      <PageHead
        trail={
          <Trail
            steps={[
              { href: routes.jaiza, label: t('title') },
              { href: routes.student(studentId), label: <bdi>{student.name}</bdi> },
            ]}
            here={t('title')}
          />
        }
        title={<PersonName layout="inline" name={student.name} nativeName={student.nativeName} />}
      />
      <div className="grid max-w-3xl gap-6">
        <ChildTests
          {...rest}
          {...{ studentId, today: scope.today, waitingJuz: gate.waitingJuz }}
          mayAsk={can(scope.role, 'exams:ask')}
          head={can(scope.role, 'jaiza:decide')}
          href={routes.test}
        />
      </div>
    </>
  );
}
