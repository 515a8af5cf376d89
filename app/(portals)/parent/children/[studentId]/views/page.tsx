import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ViewList } from '@/components/audit/view-list';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { Sheet } from '@/components/ui/sheet';
import { getChildName } from '@/lib/audit/queries';
import { listViews } from '@/lib/audit/views/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { childId } from '@/lib/parents/schema';

const VIEWS_SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit.views'))('title') };
}

export default async function ChildViewsPage({ params }: { params: Promise<{ studentId: string }> }) {
  const scope = await requireScope('children:read');
  const studentId = childId.safeParse((await params).studentId).data;
  if (!studentId) notFound();
  const { id: institutionId, timeZone } = scope.institution;
  const { child, views } = await inTenant(scope, async (tx) => ({
    child: await getChildName(tx, { institutionId, id: studentId }),
    views: await listViews(tx, { institutionId, studentId, limit: VIEWS_SHOWN }),
  }));
  if (!child) notFound();
  const [t, common, name] = await Promise.all([
    getTranslations('audit.views'),
    getTranslations('common'),
    nameFor(child),
  ]);
  return (
    <>
      <PhoneHead
        title={t('title')}
        note={name}
        back={{ href: routes.child(studentId), label: common('back') }}
      />
      <PhoneMain>
        <p className="text-ink-2">{t('lead', { name })}</p>
        <Sheet>
          <ViewList views={views} timeZone={timeZone} />
        </Sheet>
        {views.length === VIEWS_SHOWN && (
          <p className="text-caption text-ink-3">{t('more', { count: VIEWS_SHOWN })}</p>
        )}
      </PhoneMain>
    </>
  );
}
