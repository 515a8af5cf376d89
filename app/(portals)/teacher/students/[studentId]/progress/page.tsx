import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ProgressSheets } from '@/components/progress/progress-sheets';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
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

export default async function TeacherProgressPage({
  params,
  searchParams,
}: PageProps<'/teacher/students/[studentId]/progress'>) {
  const scope = await requireScope('halqa:teach');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const shown = readShown(evidenceQuery.parse(await searchParams).show);
  const page = await inTenant(scope, async (tx) => {
    await noteView(tx, studentId);
    return getProgressPage(tx, { institutionId: scope.institution.id, studentId, today: scope.today, shown });
  });
  if (!page) notFound();
  const [t, common] = await Promise.all([getTranslations('progress'), getTranslations('common')]);
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: common('back') }}
        title={t('titleOf', { name: await nameFor(page.view.student) })}
      />
      <PhoneMain>
        <ProgressSheets {...page} here={routes.teacherProgress(studentId)} reader="teacher" />
      </PhoneMain>
    </>
  );
}
