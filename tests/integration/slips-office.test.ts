import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { dismissMember } from '@/lib/people/mutations';
import { printSlip } from '@/lib/people/slips/mutations';
import { getSlipFacts } from '@/lib/people/slips/queries';
import { makeGuardian, makeGuardianUser } from '@/prisma/seed/makers';
import { makeAuthenticator, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { browsersFrom } from '../support/browser';
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
  type Side,
  typed,
} from '../support/slips';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
let falah: House;
const number = numbersFrom(923_027_772_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('slips-office-noor');
  falah = await makeHouse('slips-office-falah');
}, 60_000);
afterAll(() => db.end());
beforeEach(browsersFrom('198.51.100'));

async function campusOffice(house: House, side: Side): Promise<Scope> {
  const user = await makeUser(`${v7()}@slips.example`, password);
  await db.query(
    `INSERT INTO memberships (institution_id, id, user_id, role, campus_id) VALUES ($1, gen_random_uuid(), $2, 'campus_admin', $3)`,
    [house.id, user, house.campus[side]],
  );
  return scopeOf(user, 'campus_admin', house.id);
}

describe('nobody gets a slip', () => {
  test('S4 who works in the office, or signs in with a second factor', async () => {
    for (const role of ['admin', 'campus_admin']) {
      const office = await makeMember(noor, number());
      await db.query(
        `UPDATE memberships SET role = $3, campus_id = $4 WHERE user_id = $1 AND institution_id = $2`,
        [office.user, noor.id, role, role === 'admin' ? null : noor.campus.north],
      );
      expect(await refusalOf(print(noor.scope, 'staff', office.staff, office.phone)), role).toBe(
        'slipOffice',
      );
    }
    const strong = await makeMember(noor, number());
    await makeAuthenticator(strong.user);
    expect(await refusalOf(print(noor.scope, 'staff', strong.staff, strong.phone))).toBe('slipFactor');
  });

  test('S4 nor does one that is printed already open an account that came to a second factor or an office', async () => {
    const strong = await makeMember(noor, number());
    const made = await print(noor.scope, 'staff', strong.staff, strong.phone);
    await makeAuthenticator(strong.user);
    expect(await typed(strong.phone, made.code)).toBe('slipWrong');
    const risen = await makeMember(noor, number());
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
    const member = await makeMember(noor, number());
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
    const member = await makeMember(noor, number());
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

    const member = await makeMember(noor, number());
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
