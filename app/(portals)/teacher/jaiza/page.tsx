import type { Metadata } from 'next';
import { QueueView } from '@/components/jaiza/queue-view';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { PhoneSelf } from '@/components/layout/phone-self';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listHeld, listWaiting } from '@/lib/jaiza/queue/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jaiza'))('title') };
}

/** The examiner's queue; for an ustadh the tests of his own students, without a question of them. */
export default async function JaizaPage() {
  const scope = await requireScope('exams:read');
  const { institution, today } = scope;
  const institutionId = institution.id;
  const queue = await inTenant(scope, async (tx) => ({
    waiting: await listWaiting(tx, { institutionId }),
    open: await listHeld(tx, { institutionId, open: true }),
    held: await listHeld(tx, { institutionId }),
  }));
  const t = await getTranslations('jaiza');
  const examiner = can(scope.role, 'exams:mark');
  return (
    <>
      <PhoneHead
        title={t('title')}
        note={<bdi>{institution.name}</bdi>}
        {...(!examiner && { back: { href: routes.teacher, label: t('toToday') } })}
        {...(examiner && {
          end: <PhoneSelf self={{ name: t('examiner'), role: institution.name }} scope={scope} />,
        })}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <p className="text-lead text-ink-2">{t(examiner ? 'leadExaminer' : 'leadTeacher')}</p>
        <QueueView queue={queue} today={today} href={routes.teacherTest} />
      </PhoneMain>
    </>
  );
}
