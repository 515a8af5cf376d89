import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { TestTitle } from '@/components/jaiza/test-title';
import { TestView } from '@/components/jaiza/test-view';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { noteView } from '@/lib/audit/views/mutations';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getTestPage } from '@/lib/jaiza/page/queries';
import { paperAddress } from '@/lib/jaiza/paper/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jaiza'))('title') };
}

export default async function TestPage({ params, searchParams }: PageProps<'/teacher/jaiza/[testId]'>) {
  const scope = await requireScope('exams:read');
  const { testId } = await params;
  if (!isId(testId) || (await isFetchedAhead())) notFound();
  const { institution, today, role } = scope;
  const mayMark = can(role, 'exams:mark');
  const page = await inTenant(scope, async (tx) => {
    const found = await getTestPage(tx, { institutionId: institution.id, testId, mayMark, reader: scope });
    if (found) await noteView(tx, found.test.studentId);
    return found;
  });
  if (!page) notFound();
  const t = await getTranslations('jaiza');
  const { q } = paperAddress.parse(await searchParams);
  const child = await nameFor(page.test);
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherJaiza, label: t('back') }}
        title={<bdi>{child}</bdi>}
        note={<TestTitle test={page.test} />}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <TestView {...page} {...{ at: q, mayMark, today, institution, child }} />
      </PhoneMain>
    </>
  );
}
