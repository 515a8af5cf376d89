import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { newTotpSecret, totpCode, totpStep } from '@/lib/core/auth/totp';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { sqlState } from '@/lib/core/errors';
import { localDateAt } from '@/lib/core/time';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { freePort } from '@/scripts/postgres';
import { asSuperuser, endAll, makeTeacher, send, startWeb, stored, type Teacher } from './house';
import { survived } from './results';

const TEN = 10 * 60 * 1000;
/** No clock of this machine is touched. The web process is shown another time (shift-clock.cjs); where the database's
 *  clock would be off, the moments that it compares with are moved instead, which is the same difference. */
const note = 'web process ±10 min by a shifted Date; the database by moving the moments it compares with';
let passed = 0;

let teacher: Teacher;
let admin: Scope;
beforeAll(async () => {
  teacher = await makeTeacher('clock');
  const user = await makeUser('admin@clock.example', 'a long enough phrase');
  admin = await scopeOf(user, 'admin', await makeInstitution({ name: 'clock', admin: user }));
});
afterAll(() => {
  endAll();
  if (passed === 5) survived('K13', { note, figures: { cases: passed } });
});

test.each([
  ['ahead', TEN],
  ['behind', -TEN],
])('K13 a web server whose clock is ten minutes %s serves and stores as ever', async (_, shift) => {
  const web = await startWeb(await freePort(), { CLOCK_SHIFT_MS: String(shift) }, [
    '--require',
    './tests/faults/shift-clock.cjs',
  ]);
  const page = await fetch(`${web.url}/teacher/today`, {
    headers: { cookie: teacher.cookie },
    redirect: 'manual',
  });
  expect(page.status).toBe(200);
  const zone = admin.institution.timeZone;
  // In the minutes around midnight the two clocks live on different days, and a day to come is rightly refused.
  if (localDateAt(new Date(), zone) === localDateAt(new Date(Date.now() + shift), zone)) {
    const deed = teacher.next();
    expect((await send(web.url, deed))?.status).toBe(200);
    expect(await stored([deed])).toEqual({ acknowledged: 1, stored: 1, lost: 0, twice: 0 });
  }
  web.kill('SIGKILL');
  passed += 1;
});

test('K13 a context that is ten minutes old opens nothing, and work enters again by itself', async () => {
  // As the database would have issued it ten minutes ago.
  const old = await asSuperuser(async (db) => {
    const [payload, , ids] = (await admin.renew!())!.split('.') as [string, string, string];
    const { x, ...rest } = JSON.parse(Buffer.from(payload, 'base64').toString());
    const earlier = Buffer.from(JSON.stringify({ ...rest, x: x - TEN / 1000 })).toString('base64');
    const { rows } = await db.query(
      `SELECT encode(hmac($1::bytea, (SELECT k FROM sec.key), 'sha256'), 'hex') AS sign`,
      [earlier],
    );
    return `${earlier}.${rows[0].sign}.${ids}`;
  });
  let count = 0;
  const read = (tx: Parameters<Parameters<typeof inTenant>[1]>[0]) => tx.institution.count();
  const fault = await inTenant({ context: old }, read).catch((error: unknown) => error);
  expect(sqlState(fault)).toBe('HP001');
  const renew = async () => {
    count += 1;
    return admin.renew!();
  };
  expect(await inTenant({ context: old, renew }, read)).toBe(1);
  expect(count).toBe(1);
  passed += 1;
});

test('K13 a one-time code is over after ten minutes of the database, and a session outlives them', async () => {
  const phone = '+923009990001';
  await callAuth('auth.register_user', [v7(), null, phone, null]);
  const ask = async () => {
    const code = opaqueToken();
    await callAuth('auth.request_code', [v7(), phone, sha256(code)]);
    return code;
  };
  const verify = async (code: string) =>
    (await callAuth<{ verify_code: string | null }>('auth.verify_code', [phone, sha256(code), v7()]))[0]
      ?.verify_code;
  const age = (sql: string) => asSuperuser((db) => db.query(sql));
  const late = await ask();
  await age(
    `UPDATE sign_in_codes SET expires_at = expires_at - interval '10 minutes', created_at = created_at - interval '10 minutes'`,
  );
  expect(await verify(late)).toBeFalsy();
  const inTime = await ask();
  await age(
    `UPDATE sign_in_codes SET expires_at = expires_at - interval '9 minutes', created_at = created_at - interval '9 minutes' WHERE used_at IS NULL`,
  );
  expect(await verify(inTime)).toBeTruthy();
  for (const way of ['-', '+']) {
    await age(
      `UPDATE sessions SET created_at = created_at ${way} interval '10 minutes', seen_at = seen_at ${way} interval '10 minutes', expires_at = expires_at ${way} interval '10 minutes'`,
    );
    expect(await admin.renew!()).toBeTruthy();
  }
  passed += 1;
});

test('K13 a code of an authenticator that is ten minutes off is refused, half a minute is forgiven', () => {
  const secret = newTotpSecret();
  const now = new Date();
  const at = (ms: number) => totpCode(secret, new Date(now.getTime() + ms)).code;
  expect(totpStep(secret, at(TEN), now)).toBeUndefined();
  expect(totpStep(secret, at(-TEN), now)).toBeUndefined();
  for (const ms of [0, 30_000, -30_000]) expect(totpStep(secret, at(ms), now)).toBeDefined();
  passed += 1;
});
