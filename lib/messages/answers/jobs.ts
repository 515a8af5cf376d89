import 'server-only';
import { z } from 'zod';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { log } from '@/lib/core/log';
import { getSealedChannel, openAccount } from '../channel/queries';
import { takeAnswer } from './mutations';

const ids = z.object({ numberId: z.uuid(), word: z.enum(['STOP', 'START', 'WRONG']) });

export async function answer(job: JobEntrance): Promise<void> {
  const asked = ids.parse(job.ids);
  const scope = await job.enter();
  const { institutionId } = scope;
  const taken = await inTenant(scope, async (tx) => {
    const sealed = await getSealedChannel(tx, { institutionId });
    if (!sealed?.token) return;
    const message = await takeAnswer(tx, { institutionId, now: new Date() }, asked);
    return message && { message, sealed };
  });
  if (!taken) return;
  try {
    await openChannel(await openAccount(institutionId, taken.sealed)).send(taken.message);
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    // A courtesy: what they asked for holds whether or not it can be said.
    log.warn({ where: 'messages', fault: error.fault }, 'answer not taken');
  }
}
