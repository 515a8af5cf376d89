import 'server-only';
import { z } from 'zod';
import { MessagingError, messageLanguages, type TemplateReport } from '@/lib/adapters/messaging/port';
import { openChannel } from '@/lib/adapters/messaging/registry';
import type { JobEntrance, Jobs } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { localDate } from '@/lib/core/text';
import { type LocalDate, localDateAt } from '@/lib/core/time';
import { answer } from './answers/jobs';
import { tellOf, tellWeek } from './causes/mutations';
import { FormerAccount, noteFault, noteReport, noteTemplateReports } from './channel/mutations';
import { getSealedChannel, hookAddress, openAccount } from './channel/queries';
import { composeReports, tellAgain } from './compose/mutations';
import { workInbox } from './inbox/mutations';
import { send } from './outbox/jobs';
import type { Of } from './schema';
import { eraseOld } from './settling/mutations';
import { wordingNames } from './templates/rules';
import { draftTemplate } from './templates/words';
import { trial } from './trial/jobs';

async function inHouse(
  job: JobEntrance,
  work: (tx: TenantTx, of: HouseOf) => Promise<unknown>,
): Promise<void> {
  const scope = await job.enter();
  const now = new Date();
  const { institutionId, timeZone } = scope;
  const today = localDateAt(now, timeZone);
  await inTenant(scope, (tx) => work(tx, { institutionId, timeZone, today, now }));
}
type HouseOf = { institutionId: string; timeZone: string; today: LocalDate; now: Date };

const composeIds = z.object({ halqaId: z.uuid(), date: localDate });
const compose = (job: JobEntrance) =>
  inHouse(job, (tx, of) => composeReports(tx, { ...of, ...composeIds.parse(job.ids) }));

const causeIds = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ABSENCE_ALERT'),
    halqaId: z.uuid(),
    date: localDate,
    session: z.string().max(20),
  }),
  z.object({ kind: z.literal('TEST_RESULT'), studentId: z.uuid(), testId: z.uuid() }),
  z.object({ kind: z.literal('WELCOME'), studentId: z.uuid() }),
  z.object({ kind: z.literal('WEEKLY_REPORT'), halqaId: z.uuid(), date: localDate }),
]);
/** Something has happened that families hear of. */
const tellCause = (job: JobEntrance) => inHouse(job, (tx, of) => tellOf(tx, of, causeIds.parse(job.ids)));

const againIds = z.object({ deliveryId: z.uuid() });
const again = (job: JobEntrance) =>
  inHouse(job, (tx, of) => tellAgain(tx, { ...of, ...againIds.parse(job.ids) }));

const week = (job: JobEntrance) => inHouse(job, tellWeek);

type Settle = (tx: TenantTx, of: Of) => Promise<void>;

async function inbox(job: JobEntrance): Promise<void> {
  const scope = await job.enter();
  const { institutionId } = scope;
  await inTenant(scope, (tx) => workInbox(tx, { institutionId, now: new Date() }));
}

async function erase(job: JobEntrance): Promise<void> {
  const scope = await job.enter();
  const { institutionId } = scope;
  await inTenant(scope, (tx) => eraseOld(tx, { institutionId, now: new Date() }));
}

/** The institution may have entered another account while the former was spoken with: its own check tells of that one. */
const unlessFormer = (unit: Promise<void>): Promise<void> =>
  unit.catch((error) => {
    if (!(error instanceof FormerAccount)) throw error;
  });

/** Tries the channel out and writes down what it said. */
async function check(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const { institutionId } = first;
  const sealed = await inTenant(first, (tx) => getSealedChannel(tx, { institutionId }));
  if (!sealed?.token) return;
  const channel = openChannel(await openAccount(institutionId, sealed));
  const url = await hookAddress(institutionId, sealed);
  let settle: Settle;
  const asked = new Date();
  try {
    const report = await channel.check({ url });
    settle = (tx, of) => noteReport(tx, of, { report, asked, account: sealed });
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    const away = error.fault === 'AWAY' || error.fault === 'SLOW_DOWN' || error.fault === 'UNCERTAIN';
    const detail = away ? ({ ...error.detail, channel: 'AWAY' } as const) : error.detail;
    settle = (tx, of) => noteFault(tx, of, { detail, account: sealed });
  }
  await unlessFormer(inTenant(await job.enter(), (tx) => settle(tx, { institutionId, now: new Date() })));
}

/** Hands in every wording in every language that the provider does not have yet. */
async function submit(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const { institutionId } = first;
  const sealed = await inTenant(first, (tx) => getSealedChannel(tx, { institutionId }));
  if (sealed?.provider !== 'META') return;
  const channel = openChannel(await openAccount(institutionId, sealed));
  const there = new Set<string>();
  const asked = new Date();
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
  const told = { reports, asked, account: sealed };
  await unlessFormer(
    inTenant(await job.enter(), (tx) => noteTemplateReports(tx, { institutionId, now: new Date() }, told)),
  );
}

export const jobs: Jobs = {
  'messages.compose': compose,
  'messages.send': send,
  'messages.inbox': inbox,
  'messages.check': check,
  'messages.submit': submit,
  'messages.erase': erase,
  'messages.tell': tellCause,
  'messages.again': again,
  'messages.week': week,
  'messages.answer': answer,
  'messages.try': trial,
};
