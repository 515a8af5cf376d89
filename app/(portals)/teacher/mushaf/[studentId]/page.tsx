import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { HeatMap } from '@/components/mushaf/heat-map';
import { HeatSentence } from '@/components/mushaf/heat-sentence';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getPreferences } from '@/lib/core/i18n/preferences';
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

/** Where a child's mistakes fall: the whole Quran, one juz, and from there the page. */
export default async function ChildHeatPage({
  params,
  searchParams,
}: PageProps<'/teacher/mushaf/[studentId]'>) {
  const scope = await requireScope('halqa:teach');
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
  const [t, quran, { locale }] = await Promise.all([
    getTranslations('mushaf'),
    getTranslations('quran.mushaf'),
    getPreferences(),
  ]);
  const native = locale !== 'en' && child.nativeName;
  return (
    <>
      <PhoneHead
        back={{ href: routes.mushaf(studentId, 'today'), label: t('back') }}
        title={<bdi lang={native ? 'ur' : 'en'}>{native || child.name}</bdi>}
        note={t('heat.print', { mushaf: quran(child.layout) })}
      />
      <PhoneMain>
        <HeatSentence {...{ rows, days, layout: child.layout }} />
        <HeatMap
          {...{ rows, days, juz, layout: child.layout }}
          href={(to) => routes.mushafHeat(studentId, to)}
          pageHref={(page) => routes.mushaf(studentId, page)}
        />
      </PhoneMain>
    </>
  );
}
