import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneMain } from '@/components/layout/phone-head';
import { ProgressSheets } from '@/components/progress/progress-sheets';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getParentPage } from '@/lib/parents/queries';
import { childId, DIARY_DAYS } from '@/lib/parents/schema';
import { evidenceQuery, readShown } from '@/lib/progress/evidence/schema';
import { getProgressPage } from '@/lib/progress/view/queries';
import { ParentHead } from '../../../_components/parent-head';
import { Tonight } from '../../../_components/tonight';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('progress'))('title') };
}

export default async function ChildProgressPage({
  params,
  searchParams,
}: PageProps<'/parent/children/[studentId]/progress'>) {
  const scope = await requireScope('children:read');
  const studentId = childId.safeParse((await params).studentId).data;
  if (!studentId) notFound();
  const shown = readShown(evidenceQuery.parse(await searchParams).show);
  const { institution, today, userId } = scope;
  const institutionId = institution.id;
  const { parent, progress } = await inTenant(scope, async (tx) => ({
    parent: await getParentPage(tx, {
      institutionId,
      userId,
      mushaf: institution.mushaf,
      today,
      studentId,
      days: DIARY_DAYS.latest,
    }),
    progress: await getProgressPage(tx, { institutionId, studentId, today, shown }),
  }));
  if (!parent.page || !progress) notFound();
  const [t, common] = await Promise.all([getTranslations('progress'), getTranslations('common')]);
  return (
    <>
      <ParentHead
        scope={scope}
        guardian={parent.guardian}
        title={t('titleOf', { name: await nameFor(parent.page.child) })}
        back={{ href: routes.child(studentId), label: common('back') }}
      />
      <PhoneMain>
        <Tonight page={parent.page} today={today} />
        <ProgressSheets {...progress} here={routes.childProgress(studentId)} reader="parent" />
      </PhoneMain>
    </>
  );
}
