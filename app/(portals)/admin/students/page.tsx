import type { Metadata } from 'next';
import { NoStudents } from '@/components/students/no-students';
import { StudentFilters } from '@/components/students/student-filters';
import { StudentTable } from '@/components/students/student-table';
import { ButtonLink } from '@/components/ui/button';
import { FileUp, UserPlus } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getRegister, listStudents, STUDENTS_PER_PAGE } from '@/lib/students/list/queries';
import { studentsHref } from '@/lib/students/list/rules';
import { studentListQuery } from '@/lib/students/list/schema';
import { mayWriteStudents } from '@/lib/students/policy';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students'))('title') };
}

export default async function StudentsPage({ searchParams }: PageProps<'/admin/students'>) {
  const scope = await requireScope('students:read');
  const query = studentListQuery.parse(await searchParams);
  const { id: institutionId, country } = scope.institution;
  const [register, { rows, total }] = await inTenant(scope, async (tx) => [
    await getRegister(tx, { institutionId }),
    await listStudents(tx, { institutionId, country, query }),
  ]);
  const t = await getTranslations('students');
  const mayWrite = mayWriteStudents(scope.role);
  const from = (query.page - 1) * STUDENTS_PER_PAGE + 1;
  const to = from + rows.length - 1;
  const actions = mayWrite && register.anyone && (
    <>
      <ButtonLink href={routes.imports} icon={FileUp}>
        {t('import')}
      </ButtonLink>
      <ButtonLink href={routes.newStudent} variant="primary" icon={UserPlus}>
        {t('enrol')}
      </ButtonLink>
    </>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead', { count: register.enrolled, halqas: register.halqas.length })}
        actions={actions}
      />
      {register.anyone && <StudentFilters query={query} register={register} total={total} />}
      <Sheet padded={false} ruled={false} className="overflow-hidden">
        {rows.length > 0 ? (
          <>
            <StudentTable rows={rows} query={query} />
            <Pager
              {...{ from, to, total }}
              backHref={query.page > 1 ? studentsHref(query, { page: query.page - 1 }) : undefined}
              nextHref={to < total ? studentsHref(query, { page: query.page + 1 }) : undefined}
            />
          </>
        ) : (
          <NoStudents query={query} first={!register.anyone} mayWrite={mayWrite} />
        )}
      </Sheet>
    </>
  );
}
