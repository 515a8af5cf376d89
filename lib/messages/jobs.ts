import 'server-only';
import { z } from 'zod';
import { MessagingError, messageLanguages, type TemplateReport } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance, Jobs } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { localDate } from '@/lib/core/text';
import { localDateAt } from '@/lib/core/time';
import { noteFault, noteReport, noteTemplateReports } from './channel/mutations';
import { getSealedChannel, hookAddress, openAccount } from './channel/queries';
import { composeReports } from './compose/mutations';
import { workInbox } from './inbox/mutations';
import { type Ready, settleFault, settleFound, settleSent, takeDelivery } from './outbox/mutations';
import { wordingNames, wordingOfName } from './templates/rules';
import { draftTemplate } from './templates/words';

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

async function inbox(job: JobEntrance): Promise<void> {
  const scope = await job.enter();
  const { institutionId } = scope;
  await inTenant(scope, (tx) => workInbox(tx, { institutionId, now: new Date() }));
}

/** Tries the channel out and writes down what it said. */
async function check(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const { institutionId } = first;
  const sealed = await inTenant(first, (tx) => getSealedChannel(tx, { institutionId }));
  if (!sealed?.token) return;
  const channel = openChannel(await openAccount(institutionId, sealed));
  const url = await hookAddress(institutionId, sealed);
  let settle: Settle;
  try {
    const report = await channel.check({ url });
    settle = (tx, of) => noteReport(tx, of, report);
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    const away = error.fault === 'AWAY' || error.fault === 'SLOW_DOWN' || error.fault === 'UNCERTAIN';
    const detail = away ? ({ ...error.detail, channel: 'AWAY' } as const) : error.detail;
    settle = (tx, of) => noteFault(tx, of, detail);
  }
  await inTenant(await job.enter(), (tx) => settle(tx, { institutionId, now: new Date() }));
}

/** Hands in every wording in every language that the provider does not have yet. */
async function submit(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const { institutionId } = first;
  const sealed = await inTenant(first, (tx) => getSealedChannel(tx, { institutionId }));
  if (sealed?.provider !== 'META') return;
  const channel = openChannel(await openAccount(institutionId, sealed));
  const there = new Set<string>();
  const reports: TemplateReport[] = [];
  for (const one of (await channel.check({ url: await hookAddress(institutionId, sealed) })).templates) {
    there.add(`${one.name}/${one.language}`);
    reports.push(one);
  }
  for (const wording of wordingNames)
    for (const language of messageLanguages) {
      const draft = await draftTemplate(wording, language);
      if (there.has(`${draft.name}/${language}`)) continue;
      try {
        reports.push(await channel.submit(draft));
      } catch (error) {
        if (!(error instanceof MessagingError) || error.fault !== 'REFUSED') throw error;
        const reason = `#${error.detail.code ?? '?'}`;
        reports.push({ name: draft.name, language, state: 'REJECTED', category: 'UTILITY', reason });
      }
    }
  await inTenant(await job.enter(), (tx) =>
    noteTemplateReports(
      tx,
      { institutionId, now: new Date() },
      reports.filter(({ name }) => wordingOfName(name)),
    ),
  );
}

export const jobs: Jobs = {
  'messages.compose': compose,
  'messages.send': send,
  'messages.inbox': inbox,
  'messages.check': check,
  'messages.submit': submit,
};
