import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { deliverLetter } from '@/lib/adapters/mail';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { getSealedChannel, openAccount } from '../channel/queries';
import { writeLetter } from '../letters/words';
import { settle } from '../settling/mutations';
import type { Came } from '../settling/rules';
import { type Ready, takeDeliveries } from './mutations';

const sendIds = z.object({ deliveryIds: z.string().transform((list) => list.split(',')) });

type Carried = { delivery: Ready['delivery']; came: Came };
type Channel = ReturnType<typeof openChannel>;

/** Speaks with the channel; what came of it is written afterwards. */
async function carry(ready: Ready, channel: Channel, moved: (ready: Ready) => boolean): Promise<Carried> {
  const { delivery } = ready;
  if (ready.act === 'letter')
    return { delivery, came: { how: 'letter', came: await deliverLetter(await writeLetter(delivery)) } };
  // The institution has changed its channel since: the former one is not asked any more.
  if (moved(ready)) return { delivery, came: { how: 'found', found: 'UNKNOWN' } };
  try {
    if (ready.act === 'find')
      return { delivery, came: { how: 'found', found: await channel.find(ready.key) } };
    if (ready.inMs > 0) await wait(ready.inMs);
    return { delivery, came: { how: 'sent', receipt: await channel.send(ready.message) } };
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    // A question that was not answered leaves open what it asked.
    if (ready.act === 'find') return { delivery, came: { how: 'found', found: 'UNKNOWN' } };
    return { delivery, came: { how: 'fault', fault: error.fault, detail: error.detail } };
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
  await inTenant(await job.enter(), (tx) => settle(tx, of, all));
  // What nobody foresaw goes to the log; the others of this load are written down all the same.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
