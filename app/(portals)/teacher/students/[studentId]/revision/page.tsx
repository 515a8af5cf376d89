import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { JuzStrength } from '@/components/revision/juz-strength';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getChildRevision } from '@/lib/revision/child/queries';
import { HoldNotice } from './_components/hold-notice';
import { PlanDays } from './_components/plan-days';
import { Standing } from './_components/standing';
import { WaysForm } from './_components/ways-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('revision'))('title') };
}

export default async function RevisionPage({ params }: PageProps<'/teacher/students/[studentId]/revision'>) {
  const scope = await requireScope('halqa:teach');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const { institution, today } = scope;
  const child = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      return getChildRevision(tx, { institutionId: institution.id, studentId, on: today });
    }),
  );
  const t = await getTranslations('revision');
  const name = await nameFor(child);
  const recites = child.programme === 'HIFZ' || child.programme === 'GIRDAAN';
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: t('back') }}
        title={<bdi>{name}</bdi>}
        note={t('title')}
      />
      <PhoneMain>
        <hr className="rule-double" />
        {recites && child.rows.length > 0 ? (
          <>
            <Standing child={child} />
            <HoldNotice child={child} name={name} />
            <PlanDays child={child} hijriOffset={institution.hijriOffset} />
            <section className="grid gap-3">
              <h2>{t('board')}</h2>
              <p className="text-caption text-ink-3">{t('boardNote')}</p>
              <JuzStrength rows={child.rows} />
            </section>
            <WaysForm child={child} name={name} />
          </>
        ) : (
          <p className="text-ink-2">{t(recites ? 'nothing' : 'notReciting')}</p>
        )}
      </PhoneMain>
    </>
  );
}
