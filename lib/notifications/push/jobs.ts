import 'server-only';
import type { PushAddress, PushAnswer } from '@/lib/adapters/push/port';
import { webPush } from '@/lib/adapters/push/web';
import type { JobEntrance, Jobs } from '@/lib/core/db/job-entrance';
import { enqueueAt } from '@/lib/core/db/jobs';
import { inTenant } from '@/lib/core/db/tenant';
import { unseal } from '@/lib/core/vault';
import { forgetDevices } from './mutations';
import { devicePlace, listTargets, type Target } from './queries';
import { MOST_TRIES, PAUSE_MS, pushPayload } from './rules';
import { pushJob } from './schema';

const AT_ONCE = 20;

async function tellOne(institutionId: string, { id, sealed, language, portal }: Target) {
  const address = JSON.parse(await unseal(devicePlace(institutionId, id), sealed)) as PushAddress;
  return { id, ...(await webPush.send(address, pushPayload(language, portal))) };
}

/** Tells the browsers of whoever something new waits for; those that are gone are forgotten, a service that asks to wait
 *  is asked again later. Between the two transactions nothing waits in the database. */
async function push(entrance: JobEntrance): Promise<void> {
  const job = pushJob.parse(entrance.ids);
  const scope = await entrance.enter();
  const { institutionId } = scope;
  const targets = await inTenant(scope, (tx) => listTargets(tx, { institutionId, job }));
  const done: ({ id: string } & PushAnswer)[] = [];
  for (let at = 0; at < targets.length; at += AT_ONCE)
    done.push(
      ...(await Promise.all(targets.slice(at, at + AT_ONCE).map((one) => tellOne(institutionId, one)))),
    );
  const gone = done.filter(({ outcome }) => outcome === 'GONE' || outcome === 'REFUSED');
  const tries = (job.tries ?? 0) + 1;
  const later = tries < MOST_TRIES ? done.filter(({ outcome }) => outcome === 'LATER') : [];
  if (gone.length === 0 && later.length === 0) return;
  await inTenant(await entrance.enter(), async (tx) => {
    await forgetDevices(tx, { institutionId, ids: gone.map(({ id }) => id) });
    await enqueueAt(
      tx,
      'notifications.push',
      later.map(({ id: only, retryAfter }) => ({
        ids: { ...entrance.ids, only, tries: String(tries) },
        key: `again ${only}`,
        runAt: new Date(Date.now() + (retryAfter ? retryAfter * 1000 : PAUSE_MS * tries)),
      })),
    );
  });
}

export const jobs: Jobs = { 'notifications.push': push };
