import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ParentTests } from '@/components/jaiza/parent-tests';
import { PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { BookOpen, Eye } from '@/components/ui/icons';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listResults } from '@/lib/jaiza/queue/queries';
import { getParentPage } from '@/lib/parents/queries';
import { childId, childQuery, DIARY_DAYS } from '@/lib/parents/schema';
import { ChildSheets } from '../../_components/child-sheets';
import { ChildrenSwitch } from '../../_components/children-switch';
import { Diary } from '../../_components/diary';
import { ParentHead } from '../../_components/parent-head';

const TESTS_SHOWN = 3;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parent'))('diary.title') };
}

interface Props {
  params: Promise<{ studentId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ChildPage({ params, searchParams }: Props) {
  const scope = await requireScope('children:read');
  const studentId = childId.safeParse((await params).studentId).data;
  if (!studentId) notFound();
  const days = DIARY_DAYS[childQuery.parse(await searchParams).diary];
  const { guardian, children, page, tests } = await inTenant(scope, async (tx) => ({
    tests: await listResults(tx, { institutionId: scope.institution.id, studentId, limit: TESTS_SHOWN }),
    ...(await getParentPage(tx, {
      institutionId: scope.institution.id,
      userId: scope.userId,
      mushaf: scope.institution.mushaf,
      today: scope.today,
      studentId,
      days,
    })),
  }));
  if (!page) notFound();
  const [t, views, progress] = await Promise.all([
    getTranslations('common'),
    getTranslations('audit.views'),
    getTranslations('progress'),
  ]);
  return (
    <>
      <ParentHead
        scope={scope}
        guardian={guardian}
        title={await nameFor(page.child)}
        back={{ href: routes.parent, label: t('back') }}
      />
      <PhoneMain>
        <ChildrenSwitch items={children} current={studentId} />
        <ChildSheets scope={scope} page={page} />
        <ParentTests tests={tests} mushaf={page.child.mushaf} />
        <Diary page={page} today={scope.today} days={days} />
        <ButtonLink href={routes.childProgress(studentId)} icon={BookOpen} prefetch={false}>
          {progress('title')}
        </ButtonLink>
        <ButtonLink href={routes.childViews(studentId)} icon={Eye} prefetch={false}>
          {views('title')}
        </ButtonLink>
      </PhoneMain>
    </>
  );
}
