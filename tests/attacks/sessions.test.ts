import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { insertOf, rowOf } from '../support/rows';
import { asAuth, makeWorld, type World } from '../support/world';

let world: World;
let auth: pg.Client;
beforeAll(async () => {
  world = await makeWorld();
  auth = await asAuth();
});
afterAll(async () => {
  await auth.end();
  await world.close();
});

async function call<T = unknown>(name: string, ...values: unknown[]): Promise<T | null> {
  const slots = values.map((_, i) => `$${i + 1}`).join(', ');
  const { rows } = await auth.query(`SELECT auth.${name}(${slots}) AS answer`, values);
  return rows[0]?.answer ?? null;
}

async function signIn(user: string): Promise<string> {
  const sid = sha256(opaqueToken());
  await call('open_session', sid, user, '1 day');
  await call('pass_second_factor', sid);
  return sid;
}

const entered = async (sid: string) =>
  (await auth.query('SELECT role FROM auth.enter($1)', [sid])).rows[0]?.role as string | undefined;

/** Makes `change` as the operator, sees what the session then is, and undoes it. */
async function roleAfter(sid: string, change: string, undo: string, id: string) {
  await world.superuser.query(change, [id]);
  const role = await entered(sid);
  await world.superuser.query(undo, [id]);
  return role;
}

describe('S7 a copied cookie', () => {
  test('is worth nothing after sign-out', async () => {
    const sid = await signIn(world.near.users.teacher);
    expect(await entered(sid)).toBe('teacher');
    await call('close_session', sid);
    expect(await entered(sid)).toBeUndefined();
    expect(await call('user_of', sid)).toBeNull();
  });

  test('is worth nothing from the moment a membership ends, and again something when it stands', async () => {
    const sid = await signIn(world.near.users.guardian);
    const where = `WHERE user_id = $1 AND institution_id = '${world.near.institution}'`;
    const role = await roleAfter(
      sid,
      `UPDATE memberships SET ended_at = now() ${where}`,
      `UPDATE memberships SET ended_at = NULL ${where}`,
      world.near.users.guardian,
    );
    expect(role).toBeUndefined();
    expect(await entered(sid)).toBe('guardian');
  });

  test('is worth nothing from the moment a member of staff leaves, in whatever role', async () => {
    const sid = await signIn(world.far.users.teacher);
    expect(await entered(sid)).toBe('teacher');
    const role = await roleAfter(
      sid,
      `UPDATE staff SET status = 'LEFT' WHERE user_id = $1`,
      `UPDATE staff SET status = 'ACTIVE' WHERE user_id = $1`,
      world.far.users.teacher,
    );
    expect(role).toBeUndefined();
    expect(await entered(sid)).toBe('teacher');
  });

  test('S8 is worth nothing when it is old, or was left alone for a fortnight', async () => {
    const sid = await signIn(world.near.users.teacher);
    for (const column of ['expires_at', 'seen_at']) {
      await world.superuser.query('BEGIN');
      await world.superuser.query(
        `UPDATE sessions SET ${column} = now() - interval '15 days' WHERE token_hash = $1`,
        [sid],
      );
      await world.superuser.query('COMMIT');
      expect(await entered(sid), column).toBeUndefined();
      await world.superuser.query(
        `UPDATE sessions SET expires_at = now() + interval '1 day', seen_at = now() WHERE token_hash = $1`,
        [sid],
      );
      expect(await entered(sid), column).toBe('teacher');
    }
  });
});

test('T14 a suspended institution lets nobody in, and the others stay open', async () => {
  const sid = await signIn(world.near.users.admin);
  const other = await signIn(world.foreign.users.admin);
  await world.superuser.query(`UPDATE institutions SET status = 'SUSPENDED' WHERE id = $1`, [
    world.near.institution,
  ]);
  expect(await entered(sid)).toBeUndefined();
  expect(await entered(other)).toBe('admin');
  await world.superuser.query(`UPDATE institutions SET status = 'OPEN' WHERE id = $1`, [
    world.near.institution,
  ]);
  expect(await entered(sid)).toBe('admin');
});

test('T3 a session chooses only among the memberships of its own person', async () => {
  const sid = await signIn(world.near.users.guardian);
  const theirs = world.rows.memberships!.filter((m) => m.user_id !== world.near.users.guardian);
  for (const { id } of theirs) expect(await call('choose', sid, id)).toBeNull();
  expect(await entered(sid)).toBe('guardian');
  const mine = world.rows.memberships!.find(
    (m) => m.user_id === world.near.users.guardian && m.institution_id === world.mirror.institution,
  )!;
  expect(await call('choose', sid, mine.id)).toBe('guardian');
  const { rows } = await auth.query('SELECT institution_id FROM auth.enter($1)', [sid]);
  expect(rows).toEqual([{ institution_id: world.mirror.institution }]);
});

describe('S11 an invitation', () => {
  let invited = '';
  const newcomer = () => {
    invited = v7();
    return invited;
  };

  async function invite(changes: Record<string, unknown> = {}): Promise<string> {
    const token = sha256(opaqueToken());
    // Somebody new: a link for a person who signs in here already is theirs alone.
    const staff = rowOf('staff', world.foreign, { id: newcomer(), user_id: null });
    await world.superuser.query(insertOf('staff', staff));
    const row = rowOf('staff_invitations', world.foreign, {
      staff_id: staff.id,
      token_hash: token,
      ...changes,
    });
    await world.superuser.query(insertOf('staff_invitations', row));
    return token;
  }

  test('works once', async () => {
    const token = await invite();
    const user = v7();
    expect(await call('accept_invitation', token, user)).toBe(true);
    expect(await call('accept_invitation', token, v7())).toBe(false);
    const { rows } = await world.superuser.query('SELECT role FROM memberships WHERE user_id = $1', [user]);
    expect(rows).toEqual([{ role: 'campus_admin' }]);
  });

  test('for somebody who signs in here already is worth nothing in other hands', async () => {
    const token = await invite();
    const owner = v7();
    await world.superuser.query('UPDATE staff SET user_id = $1 WHERE id = $2', [owner, invited]);
    expect(await call('accept_invitation', token, v7())).toBe(false);
    expect(await call('accept_invitation', token, owner)).toBe(true);
  });

  test('works once, also when twenty take it at the same moment', async () => {
    const token = await invite();
    const clients = await Promise.all(Array.from({ length: 20 }, () => asAuth()));
    const answers = await Promise.all(
      clients.map((c) => c.query('SELECT auth.accept_invitation($1, $2) AS taken', [token, v7()])),
    );
    expect(answers.filter((a) => a.rows[0].taken)).toHaveLength(1);
    await Promise.all(clients.map((c) => c.end()));
  });

  test('does not work when unknown, old, for someone who left, or for a suspended institution', async () => {
    expect(await call('accept_invitation', sha256('unknown'), v7())).toBe(false);
    expect(await call('accept_invitation', await invite({ expires_at: '2020-01-01' }), v7())).toBe(false);
    const token = await invite();
    const taken = async (change: string, undo: string, id: string) => {
      await world.superuser.query(change, [id]);
      const shown = await auth.query('SELECT * FROM auth.invitation($1)', [token]);
      const answer = await call('accept_invitation', token, v7());
      await world.superuser.query(undo, [id]);
      return [shown.rowCount, answer];
    };
    const staff = `UPDATE staff SET status = `;
    const left = await taken(`${staff}'LEFT' WHERE id = $1`, `${staff}'ACTIVE' WHERE id = $1`, invited);
    expect(left).toEqual([0, false]);
    const institution = `UPDATE institutions SET status = `;
    const closed = await taken(
      `${institution}'SUSPENDED' WHERE id = $1`,
      `${institution}'OPEN' WHERE id = $1`,
      world.foreign.institution,
    );
    expect(closed).toEqual([0, false]);
    expect(await call('accept_invitation', token, v7())).toBe(true);
  });
});

describe('S4 a one-time code', () => {
  const phone = () => world.rows.guardian_contacts![0]!.value as string;
  const age = () =>
    world.superuser.query(
      "UPDATE sign_in_codes SET created_at = created_at - interval '1 second' WHERE phone = $1",
      [phone()],
    );
  const request = async (number = phone()) => {
    const code = sha256(opaqueToken());
    const sent = await call<boolean>('request_code', v7(), number, code);
    return { code, sent };
  };

  test('opens once, for its own number', async () => {
    const { code, sent } = await request();
    expect(sent).toBe(true);
    expect(await call('verify_code', '+923111111111', code, v7())).toBeNull();
    const user = await call('verify_code', phone(), code, v7());
    expect(user).toBeTruthy();
    expect(await call('verify_code', phone(), code, v7())).toBeNull();
  });

  test('a new code ends the one before', async () => {
    const first = await request();
    await age();
    const second = await request();
    expect(await call('verify_code', phone(), first.code, v7())).toBeNull();
    expect(await call('verify_code', phone(), second.code, v7())).toBeTruthy();
  });

  test('five wrong guesses end it, one after the other or fifty at once', async () => {
    for (const together of [false, true]) {
      await age();
      const { code } = await request();
      const guesses = together ? 50 : 5;
      const clients = await Promise.all(Array.from({ length: together ? 10 : 1 }, () => asAuth()));
      const guess = (n: number) =>
        clients[n % clients.length]!.query('SELECT auth.verify_code($1, $2, $3)', [
          phone(),
          sha256(`guess ${n}`),
          v7(),
        ]);
      await Promise.all(Array.from({ length: guesses }, (_, n) => guess(n)));
      await Promise.all(clients.map((c) => c.end()));
      expect(await call('verify_code', phone(), code, v7())).toBeNull();
      const { rows } = await world.superuser.query(
        'SELECT attempts FROM sign_in_codes WHERE code_hash = $1',
        [code],
      );
      expect(rows).toEqual([{ attempts: 5 }]);
    }
  });

  test('does not work after ten minutes', async () => {
    await age();
    const { code } = await request();
    const { rows } = await world.superuser.query(
      'SELECT extract(epoch FROM expires_at - created_at)::int AS life FROM sign_in_codes WHERE code_hash = $1',
      [code],
    );
    expect(rows[0].life).toBe(600);
    await world.superuser.query(
      "UPDATE sign_in_codes SET expires_at = now() - interval '1 second' WHERE code_hash = $1",
      [code],
    );
    expect(await call('verify_code', phone(), code, v7())).toBeNull();
  });

  test('S3 is not made for a number that no guardian has', async () => {
    const { sent, code } = await request('+923119999999');
    expect(sent).toBe(false);
    expect(await call('verify_code', '+923119999999', code, v7())).toBeNull();
  });

  test('links guardians with the number in every institution who have no account yet, and nobody else', async () => {
    const number = `+9236${randomInt(10 ** 9, 10 ** 10)}`;
    const free = [world.near, world.foreign].map((place) => rowOf('guardians', place, { user_id: null }));
    for (const row of free) await world.superuser.query(insertOf('guardians', row));
    const listed = [
      ...free.map(({ institution_id, id }) => ({ institution_id, guardian_id: id })),
      // One that is somebody's account already stays theirs.
      { institution_id: world.foreign.institution, guardian_id: world.foreign.guardian },
    ];
    for (const whose of listed)
      await world.superuser.query(
        insertOf('guardian_contacts', rowOf('guardian_contacts', world.near, { ...whose, value: number })),
      );
    const { code } = await request(number);
    const user = await call('verify_code', number, code, v7());
    const { rows } = await world.superuser.query(
      'SELECT institution_id, id FROM guardians WHERE user_id = $1 ORDER BY id',
      [user],
    );
    expect(rows).toEqual(
      free.map(({ institution_id, id }) => ({ institution_id, id })).sort((a, b) => (a.id! < b.id! ? -1 : 1)),
    );
    const kept = await world.superuser.query('SELECT user_id FROM guardians WHERE id = $1', [
      world.foreign.guardian,
    ]);
    expect(kept.rows).toEqual([{ user_id: world.foreign.users.guardian }]);
  });
});

test('S3 registering a known address changes neither its password nor its number', async () => {
  const email = `${v7()}@example.org`;
  const first = await call('register_user', v7(), email, null, 'first hash');
  expect(await call('register_user', v7(), email.toUpperCase(), null, 'second hash')).toBe(first);
  const { rows } = await auth.query('SELECT * FROM auth.password_of($1)', [email]);
  expect(rows).toEqual([{ user_id: first, password_hash: 'first hash' }]);
});
