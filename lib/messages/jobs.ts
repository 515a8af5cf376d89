import 'server-only';
import { z } from 'zod';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance, Jobs } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { localDate } from '@/lib/core/text';
import { localDateAt } from '@/lib/core/time';
import { getSealedChannel, openAccount } from './channel/queries';
import { composeReports } from './compose/mutations';
import { type Ready, settleFault, settleFound, settleSent, takeDelivery } from './outbox/mutations';

const composeIds = z.object({ halqaId: z.uuid(), date: localDate });
const sendIds = z.object({ deliveryId: z.uuid() });

async function compose(job: JobEntrance): Promise<void> {
  const { halqaId, date } = composeIds.parse(job.ids);
  const scope = await job.enter();
  const now = new Date();
  await inTenant(scope, (tx) =>
    composeReports(tx, {
      institutionId: scope.institutionId,
      halqaId,
      date,
      today: localDateAt(now, scope.timeZone),
      timeZone: scope.timeZone,
      now,
    }),
  );
}

type Settle = (tx: TenantTx, of: { institutionId: string; now: Date }) => Promise<void>;

/** Speaks with the channel; what came of it is written afterwards. */
async function carry(ready: Ready, channel: ReturnType<typeof openChannel>): Promise<Settle> {
  const { delivery } = ready;
  try {
    if (ready.act === 'find') {
      const found = await channel.find(ready.key);
      return (tx, of) => settleFound(tx, of, delivery, found);
    }
    const receipt = await channel.send(ready.message);
    return (tx, of) => settleSent(tx, of, delivery, receipt);
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    // A question that was not answered leaves open what it asked.
    if (ready.act === 'find') return (tx, of) => settleFound(tx, of, delivery, 'UNKNOWN');
    return (tx, of) => settleFault(tx, of, delivery, error);
  }
}

async function send(job: JobEntrance): Promise<void> {
  const { deliveryId } = sendIds.parse(job.ids);
  const first = await job.enter();
  const { institutionId } = first;
  const taken = await inTenant(first, async (tx) => {
    const ready = await takeDelivery(tx, { institutionId, now: new Date() }, deliveryId);
    return ready && { ready, sealed: await getSealedChannel(tx, { institutionId }) };
  });
  if (!taken) return;
  const { ready, sealed } = taken;
  // Between the two transactions: nothing waits in the database for a provider.
  const account = await openAccount(institutionId, sealed);
  const { triedOn } = ready.delivery.standing;
  const moved = ready.act === 'find' && triedOn !== (sealed?.provider ?? 'OFF');
  const settle = moved
    ? // The institution has changed its channel since: the former one is not asked any more.
      (((tx, of) => settleFound(tx, of, ready.delivery, 'UNKNOWN')) satisfies Settle)
    : await carry(ready, openChannel(account));
  await inTenant(await job.enter(), (tx) => settle(tx, { institutionId, now: new Date() }));
}

export const jobs: Jobs = { 'messages.compose': compose, 'messages.send': send };
