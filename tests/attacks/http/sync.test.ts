import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDateAt } from '@/lib/core/time';
import { baseUrl, doors, get, postJson, request } from '../../support/http';
import { type HttpWorld, makeHttpWorld, xss } from '../../support/http-world';
import type { Place } from '../../support/rows';

const sync = '/api/sync';
let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld();
  // The first visit compiles, on a development server.
  await postJson(sync, {});
}, 90_000);
afterAll(() => world.close());

const today = localDateAt(new Date(), 'Asia/Karachi');
type Extra = Record<string, unknown>;
const attendance = (place: Place, entry: Extra = {}, input: Extra = {}) => ({
  id: v7(),
  kind: 'attendance.take',
  input: {
    halqaId: place.halqa,
    date: today,
    session: 'AFTER_ASR',
    entries: [{ id: v7(), studentId: place.student, status: 'LATE', ...entry }],
    ...input,
  },
});
const lesson = (place: Place, entry: Extra = {}, input: Extra = {}) => ({
  id: v7(),
  kind: 'lessons.record',
  input: {
    studentId: place.student,
    halqaId: place.halqa,
    date: today,
    session: 'AFTER_ASR',
    entries: [
      {
        id: v7(),
        kind: 'SABAQ',
        portions: [8, 12],
        grade: 'GOOD',
        mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
        listener: 'TEACHER',
        ...entry,
      },
    ],
    ...input,
  },
});
const finish = (place: Place) => ({
  id: v7(),
  kind: 'session.finish',
  input: { halqaId: place.halqa, date: today, session: 'AFTER_ASR' },
});

/** All that a phone's commands could have changed, in every institution of the world. */
async function record(): Promise<string> {
  const all: unknown[] = [];
  for (const table of [
    'attendance',
    'lessons',
    'halqa_sessions',
    'student_progress',
    'deliveries',
    'students',
    'memberships',
  ]) {
    const { rows } = await world.superuser.query(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE institution_id = ANY ($1) ORDER BY institution_id, id`,
      [[world.near.institution, world.foreign.institution, world.mirror.institution]],
    );
    all.push(rows);
  }
  return JSON.stringify(all);
}

const asTeacher = (commands: unknown, headers: Record<string, string> = {}) =>
  postJson(sync, { commands }, { cookie: world.cookies.teacher, headers });

/** Sends, and demands that it was refused without a trace. */
async function refused(send: () => ReturnType<typeof postJson>, statuses: number[]) {
  const before = await record();
  const answer = await send();
  expect(statuses, answer.body.slice(0, 300)).toContain(answer.status);
  expect(await record()).toBe(before);
  expect(answer.body).not.toMatch(/\bat \w+.*\(|node_modules|prisma|SELECT |violates/i);
  return answer;
}
/** Refused command by command inside a batch that was understood. */
async function commandsRefused(commands: unknown[]) {
  const answer = await refused(() => asTeacher(commands), [200, 400]);
  if (answer.status !== 200) return [];
  const results = JSON.parse(answer.body).data.results as { ok: boolean; code: string }[];
  expect(
    results.every((r) => !r.ok),
    answer.body,
  ).toBe(true);
  expect(results.map((r) => r.code)).not.toContain('UNEXPECTED');
  return results.map((r) => r.code);
}

test('the commands below do work when nothing is wrong with them', async () => {
  const answer = await asTeacher([attendance(world.near), lesson(world.near, { remark: xss })]);
  expect(answer.status, answer.body).toBe(200);
  expect(JSON.parse(answer.body).data.results.map((r: { ok: boolean }) => r.ok)).toEqual([true, true]);
  const { rows } = await world.superuser.query(
    `SELECT institution_id, recorded_by, remark FROM lessons WHERE student_id = $1 AND session = 'AFTER_ASR'`,
    [world.near.student],
  );
  expect(rows).toEqual([
    { institution_id: world.near.institution, recorded_by: world.near.users.teacher, remark: xss },
  ]);
});

describe('who may send', () => {
  test('X6 a post without an Origin, with null, or from elsewhere is refused', async () => {
    for (const origin of [
      'null',
      'https://evil.example',
      baseUrl().replace('http', 'ftp'),
      `${baseUrl()}.evil.example`,
      '',
    ]) {
      const commands = { commands: [attendance(world.near, { status: 'ABSENT' })] };
      await refused(
        () => postJson(sync, commands, { cookie: world.cookies.teacher, headers: { origin } }),
        [400, 403, 404],
      );
    }
    const body = JSON.stringify({ commands: [attendance(world.near, { status: 'ABSENT' })] });
    const bare = { cookie: world.cookies.teacher, headers: { 'content-type': 'text/plain' } };
    await refused(() => request('POST', sync, body, bare), [400, 403, 404]);
  });

  test('signed out is 401; every role but a teacher is told there is nothing (Z4: a parent of the child too)', async () => {
    const commands = {
      commands: [lesson(world.near, { grade: 'EXCELLENT' }), attendance(world.near), finish(world.near)],
    };
    await refused(() => postJson(sync, commands), [401]);
    for (const visitor of ['guardian', 'admin', 'campus_admin', 'accountant'] as const)
      await refused(() => postJson(sync, commands, { cookie: world.cookies[visitor] }), [404]);
  });

  test('other methods are not there', async () => {
    // Without an own Origin the door refuses before it looks for the method.
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      expect([403, 404, 405]).toContain(
        (await request(method, sync, null, { cookie: world.cookies.teacher })).status,
      );
  });
});

describe('T1 T3 whose rows', () => {
  test('a child, a halqa or a pairing that is not the teacher’s own is not found', async () => {
    const { near, far, foreign } = world;
    const unknown = { ...near, student: v7(), halqa: v7() };
    for (const place of [
      far,
      foreign,
      unknown,
      { ...near, student: foreign.student },
      { ...near, halqa: foreign.halqa },
      { ...near, student: far.student },
      { ...near, halqa: far.halqa },
    ]) {
      for (const command of [attendance(place), lesson(place)]) {
        const codes = await commandsRefused([command]);
        for (const code of codes) expect(['NOT_FOUND', 'INVALID'], JSON.stringify(command)).toContain(code);
      }
    }
    for (const place of [far, foreign, unknown])
      expect(await commandsRefused([finish(place)])).toEqual(['NOT_FOUND']);
  });

  test('a foreign row and one that does not exist are told apart by nothing', async () => {
    for (const make of [attendance, lesson]) {
      const answers: string[] = [];
      for (const student of [world.foreign.student, world.far.student, v7()]) {
        const command = make({ ...world.near, student });
        const { body } = await asTeacher([command]);
        answers.push(body.replaceAll(command.id, 'ID').replaceAll(student, 'STUDENT'));
      }
      expect(new Set(answers).size, answers.join('\n')).toBe(1);
    }
  });

  test('the id of another institution’s record does not reach it', async () => {
    const theirs = world.rows.lessons!.find((r) => r.institution_id === world.foreign.institution)!;
    const before = await world.superuser.query('SELECT to_jsonb(l) AS l FROM lessons l WHERE id = $1', [
      theirs.id,
    ]);
    await asTeacher([lesson(world.near, { id: theirs.id, kind: 'MANZIL', grade: 'REPEAT' })]);
    const now = await world.superuser.query(
      'SELECT to_jsonb(l) AS l FROM lessons l WHERE id = $1 AND institution_id = $2',
      [theirs.id, world.foreign.institution],
    );
    expect(now.rows).toEqual(before.rows);
  });

  test('T3 an institution named in address, header or cookie is ignored', async () => {
    const claim = world.foreign.institution;
    const command = attendance(world.near, { status: 'PRESENT' });
    const answer = await postJson(
      `${sync}?institutionId=${claim}`,
      { commands: [command] },
      {
        cookie: `${world.cookies.teacher}; institutionId=${claim}`,
        headers: { 'x-institution-id': claim, 'x-hifzpro-context': 'forged' },
      },
    );
    expect(answer.status).toBe(200);
    const { rows } = await world.superuser.query(
      'SELECT DISTINCT institution_id FROM attendance WHERE student_id = $1',
      [world.near.student],
    );
    expect(rows.map((r) => r.institution_id).sort()).toEqual(
      [world.near.institution, world.mirror.institution].sort(),
    );
  });
});

describe('Z5 fields that are not the sender’s to set', () => {
  const fields: Extra[] = [
    { institutionId: v7() },
    { institution_id: v7() },
    { recordedBy: v7() },
    { createdAt: '2000-01-01T00:00:00Z' },
    { role: 'admin' },
    { importId: v7() },
    { campusId: v7() },
    { constructor: { prototype: { admin: true } } },
  ];
  test.each(fields.map((f) => [Object.keys(f)[0]!, f] as const))(
    '%s: refused at every depth',
    async (_name, field) => {
      for (const command of [
        attendance(world.near, field),
        attendance(world.near, {}, field),
        lesson(world.near, field),
        lesson(world.near, {}, field),
        lesson(world.near, { mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0, ...field } }),
        { ...attendance(world.near), ...field },
      ])
        await commandsRefused([command]);
      await refused(
        () =>
          postJson(sync, { commands: [attendance(world.near)], ...field }, { cookie: world.cookies.teacher }),
        [400],
      );
    },
  );
});

describe('X1 X2 X3 X11 what a body may hold', () => {
  const strange: unknown[] = [
    "' OR 1=1 --",
    '"; DROP TABLE students; --',
    { $ne: null },
    { not: '' },
    { in: [world], equals: undefined },
    { contains: '' },
    ['a'],
    null,
    true,
    -1,
    1e308,
    '\u0000',
    '\ud800',
    '__proto__',
    'a'.repeat(10_000),
  ].map((v) => (v && typeof v === 'object' && 'in' in v ? { in: [1] } : v));

  test('operator objects, metacharacters and broken text in every field are refused', async () => {
    for (const value of strange) {
      for (const command of [
        attendance(world.near, { studentId: value }),
        attendance(world.near, { status: value }),
        attendance(world.near, {}, { halqaId: value }),
        attendance(world.near, {}, { date: value }),
        attendance(world.near, {}, { session: value }),
        attendance(world.near, {}, { entries: value }),
        lesson(world.near, { id: value }),
        lesson(world.near, { kind: value }),
        lesson(world.near, { portions: value }),
        lesson(world.near, { mistakes: value }),
        { ...lesson(world.near), kind: value },
        { ...lesson(world.near), id: value },
        { ...lesson(world.near), input: value },
      ])
        await commandsRefused([command]);
    }
  });

  test('text that a database or a screen cannot hold is refused or cleaned, never stored as it came', async () => {
    for (const remark of ['a\u0000b', 'a\ud800b', 'abc\u202Edcba', 'a\u0007b']) {
      const answer = await asTeacher([lesson(world.near, { kind: 'SABQI', remark })]);
      expect([200, 400], answer.body).toContain(answer.status);
      const { rows } = await world.superuser.query(
        `SELECT remark FROM lessons WHERE student_id = $1 AND kind = 'SABQI'`,
        [world.near.student],
      );
      for (const row of rows) {
        expect(row.remark ?? '').not.toBe(remark);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be stored
        expect(row.remark ?? '').not.toMatch(/[\u0000-\u0008\u202A-\u202E\u2066-\u2069]|\ufffd/);
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"commands": ['],
    ['a text', '"commands"'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['no commands', '{"commands": []}'],
    ['a prototype', '{"__proto__": {"commands": []}, "commands": []}'],
    [
      '10,000 commands',
      JSON.stringify({ commands: Array.from({ length: 10_000 }, () => ({ id: 'x', kind: 'x', input: 1 })) }),
    ],
    ['a deep one', `{"commands": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a deep object', `{"commands": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    [
      '1 MB',
      JSON.stringify({ commands: [{ id: v7(), kind: 'lessons.record', input: 'a'.repeat(1_000_000) }] }),
    ],
    ['5 MB', ' '.repeat(5_000_000)],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]).toString('latin1')],
  ])('%s: refused', async (_name, body) => {
    await refused(() => postJson(sync, body, { cookie: world.cookies.teacher }), [400, 413]);
  });

  test('10,000 entries in one command, and 100 commands for one child, are refused or bounded', async () => {
    const many = attendance(
      world.near,
      {},
      {
        entries: Array.from({ length: 4_000 }, () => ({
          id: v7(),
          studentId: world.near.student,
          status: 'PRESENT',
        })),
      },
    );
    await commandsRefused([many]);
  });
});

test('X6 Z1 every other route refuses a post from elsewhere and from nobody', async () => {
  for (const door of doors().filter((d) => d.kind === 'route' && !d.params.length && d.pattern !== sync)) {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }] as const) {
      const answer = await postJson(door.pattern, {}, { headers });
      expect([400, 401, 403, 404, 405], door.pattern).toContain(answer.status);
    }
    expect((await get(door.pattern)).status, door.pattern).toBeLessThan(500);
  }
});
