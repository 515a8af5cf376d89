import type { Metadata } from 'next';
import { BandList } from '@/components/jaiza/band-list';
import { QueueView } from '@/components/jaiza/queue-view';
import { PageHead } from '@/components/ui/page-head';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listProposals, listStopped } from '@/lib/jaiza/band/queries';
import { listHeld, listWaiting } from '@/lib/jaiza/queue/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jaiza'))('title') };
}

/** Tests of the house, and the stopped lessons that wait for the head's word. */
export default async function JaizaPage() {
  const scope = await requireScope('jaiza:read');
  const institutionId = scope.institution.id;
  const { queue, proposals, stopped } = await inTenant(scope, async (tx) => ({
    queue: {
      waiting: await listWaiting(tx, { institutionId }),
      open: await listHeld(tx, { institutionId, open: true }),
      held: await listHeld(tx, { institutionId }),
    },
    proposals: await listProposals(tx, { institutionId }),
    stopped: await listStopped(tx, { institutionId }),
  }));
  const t = await getTranslations('jaiza');
  const { waiting, open } = queue;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead', { waiting: waiting.length, open: open.length, stopped: stopped.length })}
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-6">
          <QueueView queue={queue} today={scope.today} href={routes.test} />
        </div>
        <BandList
          proposals={proposals}
          stopped={stopped}
          today={scope.today}
          mayDecide={can(scope.role, 'jaiza:decide')}
        />
      </div>
    </>
  );
}
