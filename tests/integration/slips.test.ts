import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { enterSession } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { slipHash } from '@/lib/core/auth/slip';
import { callAuth } from '@/lib/core/db/definers';
import { printSlip as askSlip } from '@/lib/people/slips/actions';
import { getSlipFacts } from '@/lib/people/slips/queries';
import { groupedSlip, newSlipCode, slipState } from '@/lib/people/slips/rules';
import { paperOf } from '@/lib/people/slips/words';
import { makeInvitation, makeStaff } from '@/prisma/seed/makers';
import { makeUser } from '@/prisma/seed/sessions';
import { browsersFrom, jar, post, sid } from '../support/browser';
import { cookieOf } from '../support/http';
import { numbersFrom } from '../support/numbers';
import {
  as,
  type House,
  makeFather,
  makeHouse,
  makeMember,
  password,
  print,
  refusalOf,
  typed,
} from '../support/slips';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
const number = numbersFrom(923_027_770_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('slips-noor');
}, 60_000);
afterAll(() => db.end());
beforeEach(browsersFrom('198.51.100'));

const lettersTo = async (address: string) =>
  (await callAuth<{ subject: string }>('auth.demo_mail', [address])).map(({ subject }) => subject);
const trail = async (house: House, person: string) =>
  (
    await db.query(
      `SELECT action, role, detail::text AS detail FROM audit_entries WHERE institution_id = $1 AND subject_id = $2 AND action LIKE 'slips.%' ORDER BY seq`,
      [house.id, person],
    )
  ).rows;

describe('a slip', () => {
  test('S7 lets a parent in who has never signed in: once, by number and code as printed, in any script', async () => {
    const phone = number();
    const father = await makeFather(noor, phone);
    const { code, until } = await print(noor.scope, 'guardian', father, phone);
    expect(code).toMatch(/^\d{12}$/);
    const { rows } = await db.query(
      `SELECT code_hash, expires_at, expires_at - created_at BETWEEN '47:59:00' AND '48:01:00' AS good FROM sign_in_slips WHERE person_id = $1`,
      [father],
    );
    expect(rows).toEqual([
      { code_hash: expect.stringMatching(/^[0-9a-f]{64}$/), expires_at: until, good: true },
    ]);
    const urdu = groupedSlip(code).replace(/\d/g, (d) => String.fromCharCode(0x6f0 + Number(d)));
    expect(await typed(`0${phone.slice(3, 6)} ${phone.slice(6)}`, urdu)).toBe('/parent');
    expect(await enterSession(await sid())).toMatchObject({
      role: 'guardian',
      institution: { id: noor.id },
      others: false,
    });
    const children = await as((await enterSession(await sid()))!, (tx) =>
      tx.student.findMany({ select: { name: true } }),
    );
    expect(children).toEqual([{ name: `Anas of ${noor.id} north` }]);
    // Spent.
    expect(await typed(phone, code)).toBe('slipWrong');
    expect(jar.has('hifzpro-session')).toBe(false);
    expect(await trail(noor, father)).toEqual([
      { action: 'slips.printed', role: 'admin', detail: '{}' },
      { action: 'slips.used', role: 'guardian', detail: '{"device": "Chrome, Android"}' },
    ]);
  });

  test('S11 is replaced by a newer one, ends with its two days, and with the number in the record', async () => {
    const phone = number();
    const father = await makeFather(noor, phone);
    const first = await print(noor.scope, 'guardian', father, phone);
    const second = await print(noor.scope, 'guardian', father, phone);
    expect(await typed(phone, first.code)).toBe('slipWrong');
    await db.query(
      `UPDATE sign_in_slips SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [second.slipId],
    );
    expect(await typed(phone, second.code)).toBe('slipWrong');
    await db.query(
      `UPDATE sign_in_slips SET expires_at = clock_timestamp() + interval '1 hour' WHERE id = $1`,
      [second.slipId],
    );
    await db.query(`UPDATE guardian_contacts SET value = $2 WHERE guardian_id = $1`, [father, number()]);
    expect(await typed(phone, second.code)).toBe('slipWrong');
    await db.query(`UPDATE guardian_contacts SET value = $2 WHERE guardian_id = $1`, [father, phone]);
    expect(await typed(number(), second.code)).toBe('slipWrong');
    expect(await typed(phone, second.code)).toBe('/parent');
    expect(
      await as(noor.scope, (tx) => getSlipFacts(tx, { kind: 'guardian', id: father, login: phone })),
    ).toMatchObject({
      refusal: null,
      usedAt: expect.any(Date),
    });
  });

  test('S11 twenty at the same moment: one is let in', async () => {
    const phone = number();
    const father = await makeFather(noor, phone);
    const { code } = await print(noor.scope, 'guardian', father, phone);
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        callAuth('auth.use_slip', [slipHash(phone, code), phone, v7(), sha256(v7()), '1 day', '']),
      ),
    );
    expect(all.filter((rows) => rows.length > 0)).toHaveLength(1);
  });

  test('S2 guesses are slowed by number; a wrong one, a strange number and an unknown slip are told the same', async () => {
    const phone = number();
    const father = await makeFather(noor, phone);
    const { code } = await print(noor.scope, 'guardian', father, phone);
    expect(await typed(phone, '123')).toBe('slipShape');
    expect(await typed('x', code)).toBe('phoneTooShort');
    expect(await typed('a@', code)).toBe('emailInvalid');
    const stranger = number();
    const said = [];
    for (let n = 0; n < 11; n += 1)
      said.push([
        await typed(
          phone,
          newSlipCode(() => n % 10),
        ),
        await typed(
          stranger,
          newSlipCode(() => n % 10),
        ),
      ]);
    expect(said.slice(0, 10).flat()).toEqual(Array(20).fill('slipWrong'));
    expect(said[10]).toEqual(['tooManyTries', 'tooManyTries']);
    // The right one waits like any other, and is not spent by guessing.
    expect(await typed(phone, code)).toBe('tooManyTries');
    await db.query(`DELETE FROM limits.bucket WHERE key LIKE 'slipTry:%'`);
    expect(await typed(phone, code)).toBe('/parent');
  });

  test('for one of the asatidha: by the address of a password that is forgotten, and by the number of an open invitation', async () => {
    const member = await makeMember(noor, number());
    const made = await print(noor.scope, 'staff', member.staff, member.email.toUpperCase());
    expect(await typed(member.email, made.code)).toBe('/teacher');
    expect(await lettersTo(member.email)).toEqual(['Your HifzPro account was opened by a slip']);
    const phone = number();
    const invited = await as(noor.scope, async (tx) => {
      const { id } = await makeStaff(tx, noor.scope, { name: 'Qari Bilal', phone });
      return id;
    });
    expect(await refusalOf(print(noor.scope, 'staff', invited, phone))).toBe('slipInvite');
    await as(noor.scope, (tx) => makeInvitation(tx, noor.scope, { staffId: invited }));
    const { code } = await print(noor.scope, 'staff', invited, phone);
    expect(await typed(phone, code)).toBe('/teacher');
    expect((await enterSession(await sid()))?.role).toBe('teacher');
  });

  test('its owner is told by the account’s own address, which the office does not see; the owner of a number merely typed is not', async () => {
    const own = `${v7()}@slips.example`;
    const phone = number();
    const user = await makeUser(own, password, phone);
    const father = await makeFather(noor, phone);
    const office = opaqueToken();
    await callAuth('auth.open_session', [sha256(office), noor.scope.userId, '1 day']);
    await callAuth('auth.pass_second_factor', [sha256(office)]);
    const cookie = (await cookieOf(office, 'admin')).replace(/^[^=]+=/, '');
    const fields = { kind: 'guardian', id: father, login: phone, language: 'en' };
    const ask = async () => {
      jar.clear();
      jar.set('hifzpro-session', cookie);
      return post(askSlip, fields);
    };
    const { answer } = (await ask()) as { answer: { ok: true; data: { paper: { code: string } } } };
    expect(JSON.stringify(answer)).not.toContain(own);
    expect(await lettersTo(own)).toEqual([]);
    expect(await typed(phone, answer.data.paper.code)).toBe('/parent');
    expect(await lettersTo(own)).toEqual(['Your HifzPro account was opened by a slip']);
    expect((await db.query('SELECT user_id FROM guardians WHERE id = $1', [father])).rows).toEqual([
      { user_id: user },
    ]);
    expect(JSON.stringify(await ask())).not.toContain(own);
    expect(await lettersTo(own)).toEqual([
      'slips-noor printed a sign-in slip for you',
      'Your HifzPro account was opened by a slip',
    ]);
  });

  test('is written in the language of who gets it', async () => {
    const until = new Date('2026-11-24T07:05:00Z');
    const paper = await paperOf({
      language: 'ur',
      house: { name: 'Noor', nativeName: 'جامعہ نور', timeZone: 'Asia/Karachi' },
      person: { name: 'Abdullah', nativeName: 'عبد اللہ' },
      login: '+923001234567',
      code: '482190371156',
      until,
    });
    expect(paper).toMatchObject({
      lang: 'ur',
      dir: 'rtl',
      name: 'عبد اللہ',
      institution: 'جامعہ نور',
      code: '4821 9037 1156',
    });
    expect(paper.address).toMatch(/\/sign-in\/slip$/);
    expect(paper.until).toContain('12:05');
  });
});

test('what the page says of the last slip', () => {
  const now = new Date('2026-11-22T06:00:00Z');
  const [before, after] = [new Date(now.getTime() - 1000), new Date(now.getTime() + 1000)];
  expect(slipState({ expiresAt: null, usedAt: null }, now)).toBe('none');
  expect(slipState({ expiresAt: after, usedAt: null }, now)).toBe('waits');
  expect(slipState({ expiresAt: after, usedAt: before }, now)).toBe('used');
  expect(slipState({ expiresAt: before, usedAt: null }, now)).toBe('over');
});
