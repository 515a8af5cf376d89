import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChildTests } from '@/components/jaiza/child-tests';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getChildTests } from '@/lib/jaiza/page/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jaiza'))('title') };
}

export default async function StudentJaizaPage({ params }: PageProps<'/teacher/students/[studentId]/jaiza'>) {
  const scope = await requireScope('halqa:teach');
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
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: t('toRecord') }}
        title={<bdi>{await nameFor(student)}</bdi>}
        note={t('title')}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <ChildTests
          {...rest}
          {...{ studentId, today: scope.today, waitingJuz: gate.waitingJuz }}
          mayAsk
          head={false}
          href={routes.teacherTest}
        />
      </PhoneMain>
    </>
  );
}
