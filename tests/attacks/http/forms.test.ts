import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { baseUrl, formFields, get, request } from '../../support/http';
import { type HttpWorld, makeHttpWorld, xss } from '../../support/http-world';

const address = '/admin/campuses/new';
let world: HttpWorld;
let hidden: Record<string, string>;
beforeAll(async () => {
  world = await makeHttpWorld();
  const page = await get(address, { cookie: world.cookies.admin });
  expect(page.status, page.location || page.body.slice(0, 500)).toBe(200);
  hidden = formFields(page.body, 'name="name"');
  // Where it was drawn refuses honest mistakes, not attackers: what is tried below must be refused without it.
  expect(hidden.$drawn).toMatch(/^[0-9a-f]{16}$/);
  delete hidden.$drawn;
}, 90_000);
afterAll(() => world.close());

type Sender = { cookie?: string; origin?: string | null; fields?: Record<string, string>; at?: string };

/** The form of a new campus, posted as a browser without script posts it; a new id, or it would be the same campus. */
async function post({ cookie = world.cookies.admin, origin = baseUrl(), fields = {}, at = address }: Sender) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...hidden, id: v7(), ...fields })) form.append(name, value);
  return request('POST', at, form, { cookie, headers: origin === null ? {} : { origin } });
}

const campuses = async () =>
  (
    await world.superuser.query(
      'SELECT institution_id, name FROM campuses WHERE institution_id = ANY ($1) ORDER BY id',
      [[world.near.institution, world.foreign.institution, world.mirror.institution]],
    )
  ).rows;

async function refused(sender: Sender) {
  const before = await campuses();
  const answer = await post({ ...sender, fields: { name: 'Intruder', ...sender.fields } });
  expect(await campuses(), `${answer.status} ${answer.body.slice(0, 200)}`).toEqual(before);
  return answer;
}

describe('a server action', () => {
  test('X4 does what it is for when all is well, markup and metacharacters kept as text', async () => {
    const name = `'; DROP TABLE campuses; -- ${xss}`.slice(0, 60).trim();
    const answer = await post({ fields: { name } });
    expect([200, 303], answer.body.slice(0, 300)).toContain(answer.status);
    const mine = (await campuses()).filter((c) => c.name === name);
    expect(mine).toEqual([{ institution_id: world.near.institution, name }]);
    const list = await get('/admin/campuses', { cookie: world.cookies.admin });
    expect(list.body).toContain('DROP TABLE campuses');
    expect(list.body).not.toMatch(/<script>alert\(1\)/);
    const theirs = await get('/admin/campuses', {
      cookie: world.cookies.guardian,
    });
    expect(theirs.body).not.toContain('DROP TABLE campuses');
  });

  test('X6 does nothing for a post without an Origin, with null, or from elsewhere', async () => {
    for (const origin of [null, 'null', 'https://evil.example', `${baseUrl()}.evil.example`])
      await refused({ origin });
  });

  test('Z1 does nothing for another role, for nobody, or when its form is posted to another page', async () => {
    for (const visitor of ['campus_admin', 'teacher', 'guardian', 'accountant'] as const) {
      await refused({ cookie: world.cookies[visitor] });
      // Every page answers posts: the action must not trust the page it came by.
      for (const at of ['/sign-in', '/parent']) await refused({ cookie: world.cookies[visitor], at });
    }
    await refused({ cookie: '', at: '/sign-in' });
  });

  test('Z5 T3 refuses fields that are not in its form', async () => {
    for (const field of [
      'institutionId',
      'createdAt',
      'importId',
      'role',
      'scope[role]',
      '__proto__[role]',
      'constructor.prototype.x',
    ])
      await refused({ fields: { [field]: world.foreign.institution } });
  });

  test('X1 X2 X3 X11 refuses or cleans what a name cannot be', async () => {
    for (const name of ['\u0000', 'a\u0000b', '   ', '\u200b\u200b', 'a'.repeat(100_000)])
      await refused({ fields: { name } });
    await refused({ fields: { 'name[contains]': 'a', 'name[not]': '' } });
    await refused({ fields: { id: "' OR 1=1 --" } });
  });
});
