import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { DrillList } from '@/components/mutashabihat/drill-list';
import { SlipForm } from '@/components/mutashabihat/slip-form';
import { SlipsToday } from '@/components/mutashabihat/slips-today';
import { ButtonLink } from '@/components/ui/button';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getDrillChild } from '@/lib/mutashabihat/queries';
import { drillsOf, heldPairs } from '@/lib/mutashabihat/rules';
import { drillAddress } from '@/lib/mutashabihat/schema';

const SHOWN = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mutashabihat'))('title') };
}

/** Like places that a student holds both of, those he confuses first; drilled side by side. */
export default async function MutashabihatPage({
  params,
  searchParams,
}: PageProps<'/teacher/students/[studentId]/mutashabihat'>) {
  const scope = await requireScope('halqa:teach');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const child = await inTenant(scope, async (tx) => {
    await noteView(tx, studentId);
    return getDrillChild(tx, { institutionId: scope.institution.id, studentId });
  });
  if (!child) notFound();
  const t = await getTranslations('mutashabihat');
  const { page } = drillAddress.parse(await searchParams);
  const drills = drillsOf(heldPairs(child.memorised), child.slips);
  const from = (page - 1) * SHOWN;
  const shown = drills.slice(from, from + SHOWN);
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: t('back') }}
        title={<bdi>{await nameFor(child)}</bdi>}
        note={t('title')}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <p className="text-lead text-ink-2">
          {t('lead', { count: drills.length, confused: drills.filter(({ slips }) => slips > 0).length })}
        </p>
        <SlipForm studentId={studentId} />
        <SlipsToday
          studentId={studentId}
          mushaf={child.mushaf}
          slips={child.slips.filter(({ date }) => date === scope.today)}
        />
        <DrillList studentId={studentId} mushaf={child.mushaf} drills={shown} />
        {shown.length > 0 && <p className="text-caption text-ink-3">{t('source')}</p>}
        {from + SHOWN < drills.length && (
          <ButtonLink href={`?page=${page + 1}`} block>
            {t('more')}
          </ButtonLink>
        )}
      </PhoneMain>
    </>
  );
}
