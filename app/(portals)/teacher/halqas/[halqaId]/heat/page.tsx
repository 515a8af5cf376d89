import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { HeatMap } from '@/components/mushaf/heat-map';
import { HeatSentence } from '@/components/mushaf/heat-sentence';
import { TrippedSheet } from '@/components/mushaf/tripped-sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { routes } from '@/lib/core/routes';
import { addDays } from '@/lib/core/time';
import { readHalqaHeat } from '@/lib/mushaf/heat/queries';
import { heatAddress } from '@/lib/mushaf/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mushaf.heat'))('halqaLink') };
}

/** Which pages trip how many of a halqa, and who they are. */
export default async function HalqaHeatPage({
  params,
  searchParams,
}: PageProps<'/teacher/halqas/[halqaId]/heat'>) {
  const scope = await requireScope('halqa:teach');
  const { halqaId } = await params;
  if (!isId(halqaId)) notFound();
  const { days, juz, page } = heatAddress.parse(await searchParams);
  const since = addDays(scope.today, 1 - days);
  const found = await orNotFound(
    inTenant(scope, (tx) => readHalqaHeat(tx, { institutionId: scope.institution.id, halqaId, since, page })),
  );
  const { halqa, rows, tripped, people } = found;
  const { layout, size } = halqa;
  const [t, quran, { locale }] = await Promise.all([
    getTranslations('mushaf'),
    getTranslations('quran.mushaf'),
    getPreferences(),
  ]);
  const native = locale !== 'en' && halqa.nativeName;
  return (
    <>
      <PhoneHead
        back={{ href: routes.halqaSession(halqaId, scope.today), label: t('back') }}
        title={<bdi lang={native ? 'ur' : 'en'}>{native || halqa.name}</bdi>}
        note={t(halqa.prints > 1 ? 'heat.mixed' : 'heat.print', { mushaf: quran(layout) })}
      />
      <PhoneMain>
        <HeatSentence {...{ rows, days, layout }} halqa={{ size, tripped: people }} />
        {tripped && page !== undefined && <TrippedSheet {...{ page, days, size, layout, tripped }} />}
        <HeatMap
          {...{ rows, days, juz, layout, size }}
          href={(to) => routes.halqaHeat(halqaId, to)}
          pageHref={(n) => routes.halqaHeat(halqaId, { days, page: n })}
        />
      </PhoneMain>
    </>
  );
}
