import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { ReadMushafPage } from '@/components/mushaf/read-page';
import { StudentFormHead } from '@/components/students/student-form-head';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { readPage } from '@/lib/mushaf/page/queries';
import { pageAddress } from '@/lib/mushaf/page/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mushaf'))('title') };
}

/** The page as the ustadh has it, to be read by the office: nothing is marked here. */
export default async function StudentMushafPage({
  params,
}: PageProps<'/admin/students/[studentId]/mushaf/[page]'>) {
  const scope = await requireScope('students:read');
  const { studentId, page: address } = await params;
  const page = pageAddress.safeParse(address);
  if (!isId(studentId) || !page.success || (await isFetchedAhead())) notFound();
  const { institution, today } = scope;
  const read = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      return readPage(tx, { institutionId: institution.id, studentId, page: page.data, today });
    }),
  );
  if (page.data === 'today') redirect(routes.studentMushaf(studentId, read.page));
  const [t, quran] = await Promise.all([getTranslations('mushaf'), getTranslations('quran.mushaf')]);
  return (
    <>
      <StudentFormHead
        student={read.child}
        title={t('title')}
        lead={t('layoutOf', { mushaf: quran(read.child.mushaf) })}
      />
      <div className="mx-auto grid w-full max-w-[34rem] gap-4 px-2.5">
        <ReadMushafPage read={read} today={today} href={(n) => routes.studentMushaf(studentId, n)} />
      </div>
    </>
  );
}
