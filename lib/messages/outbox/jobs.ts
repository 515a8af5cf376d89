import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { deliverLetter } from '@/lib/adapters/mail';
import { MessagingError, type SendReceipt } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { getSealedChannel, openAccount } from '../channel/queries';
import { writeLetter } from '../letters/words';
import { settleFault, settleFound, settleLetter, settleSent } from '../settling/mutations';
import { type Ready, takeDeliveries } from './mutations';

const sendIds = z.object({ deliveryIds: z.string().transform((list) => list.split(',')) });

type Settle = (tx: TenantTx, of: { institutionId: string; now: Date }) => Promise<void>;
type Carried = { sent: { delivery: Ready['delivery']; receipt: SendReceipt } } | { settle: Settle };
type Channel = ReturnType<typeof openChannel>;

/** Speaks with the channel; what came of it is written afterwards. */
async function carry(ready: Ready, channel: Channel, moved: (ready: Ready) => boolean): Promise<Carried> {
  const { delivery } = ready;
  if (ready.act === 'letter') {
    const came = await deliverLetter(await writeLetter(delivery));
    return { settle: (tx, of) => settleLetter(tx, of, delivery, came) };
  }
  // The institution has changed its channel since: the former one is not asked any more.
  if (moved(ready)) return { settle: (tx, of) => settleFound(tx, of, delivery, 'UNKNOWN') };
  try {
    if (ready.act === 'find') {
      const found = await channel.find(ready.key);
      return { settle: (tx, of) => settleFound(tx, of, delivery, found) };
    }
    if (ready.inMs > 0) await wait(ready.inMs);
    return { sent: { delivery, receipt: await channel.send(ready.message) } };
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    // A question that was not answered leaves open what it asked.
    if (ready.act === 'find') return { settle: (tx, of) => settleFound(tx, of, delivery, 'UNKNOWN') };
    return { settle: (tx, of) => settleFault(tx, of, delivery, error) };
  }
}

/** Takes a load of deliveries, carries them side by side, each at its moment, and writes down what came of them. */
export async function send(job: JobEntrance): Promise<void> {
  const { deliveryIds } = sendIds.parse(job.ids);
  const first = await job.enter();
  const { institutionId } = first;
  const { ready, sealed } = await inTenant(first, async (tx) => ({
    ready: await takeDeliveries(tx, { institutionId, now: new Date() }, deliveryIds),
    sealed: await getSealedChannel(tx, { institutionId }),
  }));
  if (ready.length === 0) return;
  // Between the two transactions: nothing waits in the database for a provider.
  const channel = openChannel(await openAccount(institutionId, sealed));
  const moved = (one: Ready) =>
    one.act === 'find' && one.delivery.standing.triedOn !== (sealed?.provider ?? 'OFF');
  const ends = await Promise.allSettled(ready.map((one) => carry(one, channel, moved)));
  const all = ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []));
  const of = { institutionId, now: new Date() };
  await inTenant(await job.enter(), async (tx) => {
    await settleSent(
      tx,
      of,
      all.flatMap((one) => ('sent' in one ? one.sent : [])),
    );
    for (const one of all) if ('settle' in one) await one.settle(tx, of);
  });
  // What nobody foresaw goes to the log; the others of this load are written down all the same.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
