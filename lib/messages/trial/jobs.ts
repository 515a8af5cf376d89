import 'server-only';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { getSealedChannel, openAccount } from '../channel/queries';
import { noteTrial, takeTrial } from './mutations';

/** Sends the office's test and writes down what came of it, each failure by its name. */
export async function trial(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const { institutionId } = first;
  const of = () => ({ institutionId, now: new Date() });
  const { key, taken, sealed } = await inTenant(first, async (tx) => ({
    key: (await tx.messageChannel.findFirst({ where: { institutionId }, select: { tryKey: true } }))?.tryKey,
    taken: await takeTrial(tx, of()),
    sealed: await getSealedChannel(tx, { institutionId }),
  }));
  if (!taken || !key) return;
  let came: Parameters<typeof noteTrial>[3];
  if ('fault' in taken) came = { state: 'FAILED', fault: taken.fault };
  else
    try {
      const { state } = await openChannel(await openAccount(institutionId, sealed)).send(taken);
      came = { state };
    } catch (error) {
      if (!(error instanceof MessagingError)) throw error;
      const { fault, detail } = error;
      came = { state: 'FAILED', fault: detail.channel ?? fault, code: detail.code ?? null };
    }
  await inTenant(await job.enter(), (tx) => noteTrial(tx, of(), key, came));
}
