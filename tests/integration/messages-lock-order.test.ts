import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobScope } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { noteStates } from '@/lib/messages/inbox/states/mutations';
import { listOutgoing } from '@/lib/messages/outbox/queries';
import { noteNumbers, settle } from '@/lib/messages/settling/mutations';
import { asSuperuser } from '../support/world';
import { type Family, messageSchool } from './messages-school';

// Rows of one load are held in one order, whoever writes them: else the sender and the provider's reports wait for each
// other. In the middle of both loads lies a row that a third holds, so that each has taken its first half.

const CHILDREN = 12;
let superuser: pg.Client;
/** Holds the row in the middle. */
let third: pg.Client;
let school: Awaited<ReturnType<typeof messageSchool>>;
let family: Family;
beforeAll(async () => {
  [superuser, third] = [await asSuperuser(), await asSuperuser()];
  school = await messageSchool(superuser, 'order-noor', '+92315799');
  family = await school.family(Array.from({ length: CHILDREN }, (_, n) => `Child ${n}`));
  await school.day(family.children);
});
afterAll(() => Promise.all([superuser.end(), third.end()]));

type Work = (tx: TenantTx) => Promise<unknown>;

/** Both at once, held up in the middle. @returns how often the database gave one of them up, which begins again */
async function together(middle: string, id: string, one: Work, other: Work): Promise<number> {
  let givenUp = 0;
  await third.query('BEGIN');
  await third.query(`SELECT 1 FROM ${middle} WHERE institution_id = $1 AND id = $2 FOR UPDATE`, [
    school.id,
    id,
  ]);
  await school.asSystem(async (scope: JobScope) => {
    const counted = {
      ...scope,
      renew: async () => {
        givenUp += 1;
        return scope.context;
      },
    };
    const both = Promise.all([inTenant(counted, one), inTenant(counted, other)]);
    await waiting(2);
    await third.query('COMMIT');
    await both;
  });
  return givenUp;
}

/** So many wait for a row. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await superuser.query<{ n: number }>(
      "SELECT count(DISTINCT pid)::int AS n FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')",
    );
    if (rows[0]!.n >= count) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`never ${count} of them waited`);
}

test('deliveries: what came of sending, and what the provider says of the same', async () => {
  await superuser.query(
    "UPDATE deliveries SET provider_ref = id, state = 'SENT', sent_at = now(), updated_at = now() WHERE institution_id = $1",
    [school.id],
  );
  const ids = (await school.rows(family)).map(({ id }) => id as string).sort();
  expect(ids).toHaveLength(CHILDREN);
  const of = school.now();
  const outgoing = await inTenant(await school.admin(), (tx) =>
    listOutgoing(tx, { institutionId: school.id, deliveryIds: ids }),
  );
  const carried = ids.toReversed().map((id) => ({
    delivery: outgoing.find((one) => one.id === id)!,
    came: { how: 'letter', came: 'taken' } as const,
  }));
  const reports = ids.map((id) => ({
    type: 'status' as const,
    ref: id,
    key: null,
    state: 'DELIVERED' as const,
    code: null,
    phone: null,
    at: of.now.toISOString(),
  }));
  const settled: Work = (tx) => settle(tx, of, carried);
  const reported: Work = (tx) => noteStates(tx, of, reports);
  expect(await together('deliveries', ids[CHILDREN / 2]!, settled, reported)).toBe(0);
});

test('numbers: what became known of the same ones at once', async () => {
  const phones = Array.from({ length: CHILDREN }, (_, n) => `+9231579900${10 + n}`);
  const of = school.now();
  const notes = phones.map((phone) => ({ phone, number: { heardAt: of.now } }));
  await school.asSystem((scope) => inTenant(scope, (tx) => noteNumbers(tx, of, notes)));
  const middle = await school.number(phones[CHILDREN / 2]!);
  const forward: Work = (tx) => noteNumbers(tx, of, notes);
  const backward: Work = (tx) => noteNumbers(tx, of, notes.toReversed());
  expect(await together('message_numbers', middle.id, forward, backward)).toBe(0);
});
