import 'server-only';
import { z } from 'zod';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { messagingChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance, Jobs } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { localDate } from '@/lib/core/text';
import { localDateAt } from '@/lib/core/time';
import { composeReports } from './compose/mutations';
import { endDelivery, type ReadyDelivery, takeDelivery } from './mutations';
import { isTooLateToTry } from './rules';

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
      now,
    }),
  );
}

/** What the channel said, or the final reason why it did not take it. Throws for what is worth another try. */
async function carry({ channel, message, writtenAt }: ReadyDelivery) {
  try {
    return await messagingChannel(channel).send(message);
  } catch (error) {
    const tooLate = isTooLateToTry(writtenAt, new Date());
    if (error instanceof MessagingError && !error.retryable)
      return { state: 'FAILED', reason: error.fault } as const;
    if (tooLate) return { state: 'FAILED', reason: 'NOT_ANSWERED' } as const;
    throw error;
  }
}

async function send(job: JobEntrance): Promise<void> {
  const { deliveryId } = sendIds.parse(job.ids);
  const first = await job.enter();
  const { institutionId } = first;
  const ready = await inTenant(first, (tx) =>
    takeDelivery(tx, { institutionId, deliveryId, now: new Date() }),
  );
  if (!ready) return;
  // Between the two transactions: nothing waits in the database for a provider.
  const ending = await carry(ready);
  await inTenant(await job.enter(), (tx) =>
    endDelivery(tx, { institutionId, id: ready.id, digest: ready.digest, now: new Date() }, ending),
  );
}

export const jobs: Jobs = { 'messages.compose': compose, 'messages.send': send };
