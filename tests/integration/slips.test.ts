import { decode } from 'next-auth/jwt';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForOwnCode,
  askForProofCode,
  changePassword,
  endDevice,
  endOtherDevices,
  proveSelf,
  signInBySlip,
} from '@/lib/account/actions';
import { getAccount, listDevices, proofIsYoung } from '@/lib/account/queries';
import { choose, signInByPassword } from '@/lib/core/auth/actions';
import { factorIsFresh, sessionState, wayIn } from '@/lib/core/auth/factor';
import { knownDevice } from '@/lib/core/auth/known-device';
import { enterSession, type Scope } from '@/lib/core/auth/scope';
import { listMemberships, opaqueToken, sha256 } from '@/lib/core/auth/session';
import { slipHash } from '@/lib/core/auth/slip';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { getOwnFactors } from '@/lib/factors/queries';
import { dismissMember, suspendMember } from '@/lib/people/mutations';
import { printSlip as askSlip } from '@/lib/people/slips/actions';
import { printSlip } from '@/lib/people/slips/mutations';
import { getSlipFacts } from '@/lib/people/slips/queries';
import { groupedSlip, newSlipCode, slipState } from '@/lib/people/slips/rules';
import { paperOf } from '@/lib/people/slips/words';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeAuthenticator, makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { browser, jar, post } from '../support/browser';
import { cookieOf } from '../support/http';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

type Side = 'north' | 'south';
type House = { id: string; scope: Scope; campus: Record<Side, string>; halqa: Record<Side, string> };
type Kind = 'guardian' | 'staff';
const password = 'green tea at noon';
let db: pg.Client;
let noor: House;
let falah: House;

/** A context lives 30 seconds; each unit here is the next request of the same session. */
const as = async <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  inTenant({ ...scope, context: (await scope.renew!())! }, work);

async function makeHouse(name: string): Promise<House> {
  const admin = await makeUser(`office@${name}.example`, password);
  const id = await makeInstitution({ name, admin });
  const scope = await scopeOf(admin, 'admin', id);
  const [campus, halqa] = [
    { north: '', south: '' },
    { north: '', south: '' },
  ];
  await as(scope, async (tx) => {
    for (const side of ['north', 'south'] as const) {
      campus[side] = (await makeCampus(tx, scope, { name: `${name} ${side}` })).id;
      halqa[side] = (await makeHalqa(tx, scope, { campusId: campus[side], name: `${name} ${side}` })).id;
    }
  });
  return { id, scope, campus, halqa };
}

beforeAll(async () => {
  db = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await db.connect();
  noor = await makeHouse('slips-noor');
  falah = await makeHouse('slips-falah');
}, 60_000);
afterAll(() => db.end());
let serial = 0;
beforeEach(() => {
  jar.clear();
  serial += 1;
  browser.address = `198.51.100.${serial}`;
});

// Never the same twice: two people of one test must not share a number by chance.
let numbers = 7_770_000;
const number = () => {
  numbers += 1;
  return `+92302${numbers}`;
};

/** A guardian with a child on each of the sides. */
const makeFather = (house: House, phone: string, sides: Side[] = ['north'], name = 'Abdullah Khan') =>
  as(house.scope, async (tx) => {
    const { id } = await makeGuardian(tx, house.scope, { name, phone, language: 'ur' });
    for (const side of sides)
      await makeStudent(tx, house.scope, {
        campusId: house.campus[side],
        halqaId: house.halqa[side],
        name: `Anas of ${house.id} ${side}`,
        guardianIds: [id],
      });
    return id;
  });

/** One of the asatidha who accepted an invitation to this role, by address and password. */
async function makeMember(
  house: House,
  { role = 'teacher', phone = number(), email = `${v7()}@slips.example` } = {},
) {
  const { token, staff } = await as(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Anas', email, phone });
    return { staff: id, token: await makeInvitation(tx, house.scope, { staffId: id, role }) };
  });
  const user = await makeUser(email, password);
  await acceptInvitation(token, user);
  return { staff, user, email, phone };
}

async function campusOffice(house: House, side: Side): Promise<Scope> {
  const user = await makeUser(`${v7()}@slips.example`, password);
  await db.query(
    `INSERT INTO memberships (institution_id, id, user_id, role, campus_id) VALUES ($1, gen_random_uuid(), $2, 'campus_admin', $3)`,
    [house.id, user, house.campus[side]],
  );
  return scopeOf(user, 'campus_admin', house.id);
}

const print = (scope: Scope, kind: Kind, id: string, login: string) =>
  as(scope, (tx) => printSlip(tx, { kind, id, login, language: 'ur' }));
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'printed',
    (error) => String(error.message),
  );
/** Types a slip as a new browser. @returns where it leads, or what is said */
async function typed(login: string, code: string): Promise<string> {
  jar.clear();
  const got = await post(signInBySlip, { login, code });
  if ('to' in got) return got.to;
  const { answer } = got as {
    answer: { fieldErrors?: Record<string, { code: string }[]>; message?: string };
  };
  return Object.values(answer.fieldErrors ?? {})[0]?.[0]?.code ?? answer.message!;
}
const sid = async () =>
  (await decode({ token: jar.get('hifzpro-session')!, secret: process.env.NEXTAUTH_SECRET! }))?.sid as string;
const lettersTo = async (address: string) =>
  (await callAuth<{ subject: string }>('auth.demo_mail', [address])).map(({ subject }) => subject);
const trail = async (house: House, person: string) =>
  (
    await db.query(
      `SELECT action, role, detail::text AS detail FROM audit_entries WHERE institution_id = $1 AND subject_id = $2 AND action LIKE 'slips.%' ORDER BY seq`,
      [house.id, person],
    )
  ).rows;

/** A father in both houses, with an account of his number; nothing else. */
async function inBoth() {
  const phone = number();
  const [here, there] = [await makeFather(noor, phone), await makeFather(falah, phone)];
  const user = await makeGuardianUser(phone);
  return { phone, here, there, user };
}
async function bySlip(who?: Awaited<ReturnType<typeof inBoth>>) {
  const person = who ?? (await inBoth());
  const { code } = await print(noor.scope, 'guardian', person.here, person.phone);
  expect(await typed(person.phone, code)).toBe('/parent');
  return { ...person, session: await sid() };
}

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
    const member = await makeMember(noor);
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

describe('a session that a slip began', () => {
  test('T3 is at home in the house that printed it and in no other of the same account', async () => {
    const { session, user, there } = await bySlip();
    expect((await listMemberships()).map(({ institutionId }) => institutionId)).toEqual([noor.id]);
    expect(await sessionState()).toBe('slip');
    const elsewhere = (
      await db.query(`SELECT id FROM memberships WHERE user_id = $1 AND institution_id = $2`, [
        user,
        falah.id,
      ])
    ).rows[0].id;
    const got = await post(choose, { membershipId: elsewhere });
    expect(got).toMatchObject({ answer: { ok: false, code: 'NOT_FOUND' } });
    const scope = (await enterSession(session))!;
    expect(scope.institution.id).toBe(noor.id);
    const seen = await as(scope, async (tx) => ({
      guardians: await tx.guardian.findMany({ select: { institutionId: true } }),
      theirs: await tx.guardian.count({ where: { id: there } }),
      students: await tx.student.findMany({ select: { institutionId: true } }),
    }));
    expect(seen.theirs).toBe(0);
    expect([...seen.guardians, ...seen.students].map(({ institutionId }) => institutionId)).toEqual([
      noor.id,
      noor.id,
    ]);
    // Even a row that somebody moved by hand opens nothing.
    await db.query(`UPDATE sessions SET institution_id = $2, membership_id = $3 WHERE token_hash = $1`, [
      sha256(session),
      falah.id,
      elsewhere,
    ]);
    expect(await enterSession(session)).toBeUndefined();
    expect(await callAuth('auth.watch', [sha256(session)])).toEqual([]);
    expect(await sessionState()).toBe('over');
    expect(await listMemberships()).toEqual([]);
  });

  test('T3 the code of the same number opens both houses: what is bound is the session, not the person', async () => {
    const { user } = await bySlip();
    expect((await scopeOf(user, 'guardian', falah.id)).institution.id).toBe(falah.id);
  });

  test('S7 sees and changes nothing of the account itself, and is told how to', async () => {
    const member = await makeMember(noor);
    const { code } = await print(noor.scope, 'staff', member.staff, member.phone);
    expect(await typed(member.phone, code)).toBe('/teacher');
    const session = await sid();
    const hash = sha256(session);
    expect(await getAccount(session)).toBeUndefined();
    expect(await listDevices(session)).toEqual([]);
    expect(await getOwnFactors()).toBeUndefined();
    expect(await wayIn()).toBe('/account/slip');
    const own = { currentPassword: password };
    const other = (await db.query(`SELECT id FROM sessions WHERE user_id = $1 LIMIT 1`, [member.user]))
      .rows[0].id;
    for (const [action, fields] of [
      [changePassword, { ...own, password: 'seven doves on a wall' }],
      [askForOwnCode, { ...own, phone: number() }],
      [askForProofCode, {}],
      [proveSelf, own],
      [endDevice, { id: other }],
      [endOtherDevices, {}],
    ] as const)
      expect(await post(action, fields)).toMatchObject({
        answer: { ok: false, code: 'FORBIDDEN', message: 'bySlip' },
      });
    // And past every page and action of ours, the functions of the database themselves.
    const calls: [string, unknown[], unknown][] = [
      ['account', [hash], undefined],
      ['user_of', [hash], null],
      ['half_user_of', [hash], null],
      ['sessions_of', [hash], undefined],
      ['factors_of', [hash], undefined],
      ['note_proof', [hash], false],
      ['change_password', [hash, 'x'], null],
      ['request_own_code', [hash, v7(), number(), 'x'], false],
      ['add_phone', [hash, number(), 'x'], 'wrong'],
      ['end_session', [hash, other], false],
      ['begin_totp', [hash, v7(), 'v1.x'], undefined],
      ['put_challenge', [hash, 'x'], false],
      ['add_passkey', [hash, 'y', v7(), v7(), 'x', 0, '', ''], false],
      ['pass_second_factor', [hash, 'y'], false],
      ['renew_recovery_codes', [hash, ['x']], false],
      ['ask_factor_reset', [hash, v7(), 'x'], undefined],
      ['support_self', [hash], undefined],
    ];
    for (const [name, values, answer] of calls) {
      const [row] = await callAuth<Record<string, unknown>>(`auth.${name}`, values);
      expect(answer === undefined ? row : Object.values(row!)[0], name).toEqual(answer);
    }
    await callAuth('auth.end_other_sessions', [hash]);
    expect((await enterSession(session))?.role).toBe('teacher');
    jar.clear();
    expect(await post(signInByPassword, { email: member.email, password })).toEqual({ to: '/teacher' });
  });

  test('S4 proves nothing: neither a young proof, nor a fresh factor, nor a known browser', async () => {
    const { session, phone } = await bySlip();
    expect(await proofIsYoung(session)).toBe(false);
    expect(await factorIsFresh(60)).toBe(false);
    expect(await knownDevice(phone)).toBeUndefined();
  });

  test('S7 stands among My devices as what it is, and its owner ends it from there', async () => {
    const member = await makeMember(noor);
    const { code } = await print(noor.scope, 'staff', member.staff, member.phone);
    await typed(member.phone, code);
    const session = await sid();
    jar.clear();
    await post(signInByPassword, { email: member.email, password });
    const devices = await listDevices(await sid());
    expect(devices.map(({ current, slipOf }) => [current, slipOf])).toEqual([
      [true, null],
      [false, 'slips-noor'],
    ]);
    expect(await post(endDevice, { id: devices[1]!.id })).toEqual({ to: '/account?done=device' });
    expect(await enterSession(session)).toBeUndefined();
  });

  test('S7 ends with the role, with the house, and with a second factor that its owner sets up', async () => {
    const { session, user } = await bySlip();
    const member = (
      await db.query(`SELECT id FROM memberships WHERE user_id = $1 AND institution_id = $2`, [user, noor.id])
    ).rows[0].id;
    const open = async () => [(await enterSession(session))?.role, (await listMemberships()).length];
    expect(await open()).toEqual(['guardian', 1]);
    await db.query(`UPDATE institutions SET status = 'SUSPENDED' WHERE id = $1`, [noor.id]);
    expect(await open()).toEqual([undefined, 0]);
    await db.query(`UPDATE institutions SET status = 'OPEN' WHERE id = $1`, [noor.id]);
    expect(await open()).toEqual(['guardian', 1]);
    await as(noor.scope, (tx) => suspendMember(tx, noor.scope, { id: member, reason: 'test' }));
    expect(await open()).toEqual([undefined, 0]);

    const teacher = await makeMember(noor);
    const { code } = await print(noor.scope, 'staff', teacher.staff, teacher.phone);
    await typed(teacher.phone, code);
    const theirs = await sid();
    await makeAuthenticator(teacher.user);
    expect(await enterSession(theirs)).toBeUndefined();
    expect(await sessionState()).toBe('over');
  });
});

describe('nobody gets a slip', () => {
  test('S4 who works in the office, or signs in with a second factor', async () => {
    for (const role of ['admin', 'campus_admin']) {
      const office = await makeMember(noor);
      await db.query(
        `UPDATE memberships SET role = $3, campus_id = $4 WHERE user_id = $1 AND institution_id = $2`,
        [office.user, noor.id, role, role === 'admin' ? null : noor.campus.north],
      );
      expect(await refusalOf(print(noor.scope, 'staff', office.staff, office.phone)), role).toBe(
        'slipOffice',
      );
    }
    const strong = await makeMember(noor);
    await makeAuthenticator(strong.user);
    expect(await refusalOf(print(noor.scope, 'staff', strong.staff, strong.phone))).toBe('slipFactor');
  });

  test('S4 nor does one that is printed already open an account that came to a second factor or an office', async () => {
    const strong = await makeMember(noor);
    const made = await print(noor.scope, 'staff', strong.staff, strong.phone);
    await makeAuthenticator(strong.user);
    expect(await typed(strong.phone, made.code)).toBe('slipWrong');
    const risen = await makeMember(noor);
    const other = await print(noor.scope, 'staff', risen.staff, risen.phone);
    await db.query(`UPDATE memberships SET role = 'admin' WHERE user_id = $1`, [risen.user]);
    expect(await typed(risen.phone, other.code)).toBe('slipWrong');
  });

  test('S3 an admin of another house and HifzPro’s own people are printed like anybody, and let in like nobody', async () => {
    const answers: string[] = [];
    const keys: string[][] = [];
    const cases = {
      nobody: async (_phone: string) => undefined,
      'parent elsewhere': async (phone: string) => void (await makeFather(falah, phone)),
      'admin elsewhere': async (phone: string) => {
        const user = await makeUser(`${v7()}@slips.example`, password, phone);
        await db.query(
          `INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, gen_random_uuid(), $2, 'admin')`,
          [falah.id, user],
        );
      },
      'of HifzPro': async (phone: string) => {
        const user = await makeUser(`${v7()}@slips.example`, password, phone);
        await db.query(`INSERT INTO support_staff (user_id, name) VALUES ($1, 'Sana Iqbal')`, [user]);
      },
    };
    for (const [name, prepare] of Object.entries(cases)) {
      const phone = number();
      const father = await makeFather(noor, phone);
      await prepare(phone);
      const facts = await as(noor.scope, (tx) =>
        getSlipFacts(tx, { kind: 'guardian', id: father, login: phone }),
      );
      answers.push(JSON.stringify(facts));
      const made = await print(noor.scope, 'guardian', father, phone);
      keys.push(Object.keys(made));
      const opens = name === 'nobody' || name === 'parent elsewhere';
      expect(await typed(phone, made.code), name).toBe(opens ? '/parent' : 'slipWrong');
      const { rows } = await db.query(`SELECT user_id IS NOT NULL AS linked FROM guardians WHERE id = $1`, [
        father,
      ]);
      expect(rows, name).toEqual([{ linked: opens }]);
    }
    expect(new Set(answers).size).toBe(1);
    expect(new Set(keys.map(String)).size).toBe(1);
  });

  test('whose role is suspended or ended, who left, and who has no number to type', async () => {
    const member = await makeMember(noor);
    const role = (await db.query(`SELECT id FROM memberships WHERE user_id = $1`, [member.user])).rows[0].id;
    const { code } = await print(noor.scope, 'staff', member.staff, member.phone);
    await as(noor.scope, (tx) => dismissMember(tx, noor.scope, { id: role, reason: 'test' }));
    expect(await typed(member.phone, code)).toBe('slipWrong');
    expect(await refusalOf(print(noor.scope, 'staff', member.staff, member.phone))).toBe('slipClosed');
    expect(await refusalOf(print(noor.scope, 'staff', member.staff, number()))).toBe('slipContact');
    await db.query(`UPDATE staff SET status = 'LEFT' WHERE id = $1`, [member.staff]);
    expect(await refusalOf(print(noor.scope, 'staff', member.staff, member.phone))).toBe('notFound');
    const silent = await as(noor.scope, (tx) => makeGuardian(tx, noor.scope, { name: 'Umm Anas' }));
    expect(await refusalOf(print(noor.scope, 'guardian', silent.id, ''))).toBe('slipContact');
  });
});

describe('who prints', () => {
  test('T1 nobody for a person of another house: as for one who is nowhere', async () => {
    const phone = number();
    const theirs = await makeFather(falah, phone);
    for (const id of [theirs, v7()]) {
      expect(await refusalOf(print(noor.scope, 'guardian', id, phone))).toBe('notFound');
      expect(await refusalOf(print(noor.scope, 'staff', id, phone))).toBe('notFound');
      expect(
        await as(noor.scope, (tx) => getSlipFacts(tx, { kind: 'guardian', id, login: phone })),
      ).toBeUndefined();
    }
    expect((await db.query(`SELECT 1 FROM sign_in_slips WHERE person_id = $1`, [theirs])).rowCount).toBe(0);
  });

  test('Z5 no ustadh, no parent, and no office whose role has ended meanwhile', async () => {
    const phone = number();
    const father = await makeFather(noor, phone);
    const member = await makeMember(noor);
    for (const scope of [
      await scopeOf(member.user, 'teacher', noor.id),
      await scopeOf(await makeGuardianUser(phone), 'guardian', noor.id),
    ])
      expect(await refusalOf(print(scope, 'guardian', father, phone)), scope.role).toMatch(/not an office/);
    const office = await campusOffice(noor, 'north');
    const context = (await office.renew!())!;
    await db.query(`UPDATE memberships SET ended_at = now() WHERE user_id = $1`, [office.userId]);
    const late = inTenant({ context }, (tx) =>
      printSlip(tx, { kind: 'guardian', id: father, login: phone, language: 'en' }),
    );
    expect(await refusalOf(late)).toMatch(/not an office/);
  });

  test('Z2 a campus office prints for its own campus, and for nobody who reaches beyond it', async () => {
    const office = await campusOffice(noor, 'north');
    const [mine, far, both] = [number(), number(), number()];
    const own = await makeFather(noor, mine);
    expect(await refusalOf(print(office, 'guardian', await makeFather(noor, far, ['south']), far))).toBe(
      'notFound',
    );
    expect(
      await refusalOf(print(office, 'guardian', await makeFather(noor, both, ['north', 'south']), both)),
    ).toBe('slipCampus');
    const { code } = await print(office, 'guardian', own, mine);
    // He gets a child at the other campus before he types it.
    const moved = async (from: Side, to: Side) =>
      db.query(`UPDATE guardianships SET campus_id = $2 WHERE guardian_id = $1 AND campus_id = $3`, [
        own,
        noor.campus[to],
        noor.campus[from],
      ]);
    await db.query('SET session_replication_role = replica');
    await moved('north', 'south');
    expect(await typed(mine, code)).toBe('slipWrong');
    await moved('south', 'north');
    await db.query('SET session_replication_role = origin');
    expect(await typed(mine, code)).toBe('/parent');

    const member = await makeMember(noor);
    const teach = (halqaId: string) =>
      as(noor.scope, (tx) =>
        tx.halqaTeacher.create({
          data: {
            institutionId: noor.id,
            id: v7(),
            halqaId,
            staffId: member.staff,
            fromDate: new Date('2026-01-01'),
          },
        }),
      );
    expect(await refusalOf(print(office, 'staff', member.staff, member.phone))).toBe('notFound');
    await teach(noor.halqa.north);
    expect(await refusalOf(print(office, 'staff', member.staff, member.phone))).toBe('printed');
    await teach(noor.halqa.south);
    expect(await refusalOf(print(office, 'staff', member.staff, member.phone))).toBe('slipCampus');
    expect(await refusalOf(print(noor.scope, 'staff', member.staff, member.phone))).toBe('printed');
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
