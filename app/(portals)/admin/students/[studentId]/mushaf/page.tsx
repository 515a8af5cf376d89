import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { HeatMap } from '@/components/mushaf/heat-map';
import { HeatSentence } from '@/components/mushaf/heat-sentence';
import { StudentFormHead } from '@/components/students/student-form-head';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { addDays } from '@/lib/core/time';
import { getChildHeat, getHeatChild } from '@/lib/mushaf/heat/queries';
import { heatAddress } from '@/lib/mushaf/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mushaf.heat'))('link') };
}

/** Where a child's mistakes fall, for the office. */
export default async function StudentHeatPage({
  params,
  searchParams,
}: PageProps<'/admin/students/[studentId]/mushaf'>) {
  const scope = await requireScope('students:read');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const { days, juz } = heatAddress.parse(await searchParams);
  const institutionId = scope.institution.id;
  const found = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      const child = await getHeatChild(tx, { institutionId, studentId });
      const window = { institutionId, since: addDays(scope.today, 1 - days), layout: child.layout };
      return { child, rows: await getChildHeat(tx, { ...window, studentId }) };
    }),
  );
  const { child, rows } = found;
  const [t, quran] = await Promise.all([getTranslations('mushaf.heat'), getTranslations('quran.mushaf')]);
  return (
    <>
      <StudentFormHead
        student={child}
        title={t('link')}
        lead={<HeatSentence {...{ rows, days, layout: child.layout }} />}
      />
      <div className="grid gap-6">
        <HeatMap
          {...{ rows, days, juz, layout: child.layout }}
          href={(to) => routes.studentHeat(studentId, to)}
          pageHref={(page) => routes.studentMushaf(studentId, page)}
        />
        <p className="text-caption text-ink-3">{t('print', { mushaf: quran(child.layout) })}</p>
      </div>
    </>
  );
}
