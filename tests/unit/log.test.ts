import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeLog, reference, scrub } from '@/lib/core/log';
import { lineOf, quietConsole } from '@/scripts/quiet-console.mjs';

/** Everything that must never be read in a line, as it would come. */
const canaries = {
  name: 'Canary Usmani',
  nativeName: 'کناری عثمانی',
  phone: '+92 300 1110001',
  email: 'canary@example.org',
  code: '314159',
  token: 'cAnArYtOkEn-cAnArYtOkEn-cAnArYtOkEn',
  cookie: 'hifzpro.session=eyJhbGciOi',
  password: 'correct canary battery',
  body: 'Your child Canary was absent',
};
const parts = [
  'Canary',
  'کناری',
  '1110001',
  'canary@',
  '314159',
  'cAnArYtOkEn',
  'eyJhbGciOi',
  'canary battery',
  'absent',
];

function lines(write: (log: ReturnType<typeof makeLog>) => void): string {
  const written: string[] = [];
  write(makeLog({ write: (line: string) => void written.push(line) }));
  return written.join('');
}
const expectClean = (text: string) => {
  expect(text.length).toBeGreaterThan(10);
  for (const part of parts) expect(text).not.toContain(part);
};

describe('P18 V1 log lines', () => {
  test.each([
    ['on top', canaries],
    ['nested', { a: { b: canaries } }],
    ['in a list', { rows: [canaries, { child: canaries }] }],
    ['in a request', { req: { url: `/x?q=${canaries.name}`, headers: { cookie: canaries.cookie } } }],
    [
      'in an error of a database',
      {
        err: Object.assign(new Error(`Key (phone)=(${canaries.phone}) ${canaries.name}`), {
          detail: canaries.body,
        }),
      },
    ],
    ['as an error inside', { problem: new Error(canaries.body) }],
    ['as a long number', { number: 923001110001 }],
  ])('hold no canary %s', (_, object) => {
    expectClean(lines((log) => log.error(object, 'unexpected')));
  });

  test('hold no canary in a sentence or its parts', () => {
    expectClean(
      lines((log) =>
        log.warn(`sent ${canaries.code} to ${canaries.phone} and ${canaries.email} with ${canaries.token}`),
      ),
    );
    expectClean(lines((log) => log.warn('sent %s to %s', canaries.code, canaries.phone)));
    expectClean(lines((log) => log.error(new Error(`duplicate ${canaries.name} ${canaries.body}`))));
  });

  test('still say what an engineer needs', () => {
    const line = JSON.parse(
      lines((log) =>
        log.error(
          { reference: 'AB23', where: 'students:write', kind: 'TypeError', state: '23505' },
          'unexpected',
        ),
      ),
    );
    expect(line).toMatchObject({
      reference: 'AB23',
      where: 'students:write',
      kind: 'TypeError',
      state: '23505',
      msg: 'unexpected',
    });
  });

  test('of security name events, ids and hashes whole, and nothing that has not their shape', () => {
    const line = (about: object) => {
      const written = lines((log) => log.warn({ event: 'security.refused', ...about }, 'security'));
      return JSON.parse(written);
    };
    const ids = {
      person: '01980000-0000-7000-8000-000000000001',
      role: 'teacher',
      where: 'students:write',
      account: 'ab'.repeat(16),
    };
    expect(line(ids)).toMatchObject({ level: 40, event: 'security.refused', msg: 'security', ...ids });
    for (const key of ['event', 'person', 'role', 'account'])
      for (const canary of [...Object.values(canaries), canaries, [canaries.name]])
        expectClean(JSON.stringify(line({ [key]: canary })));
  });

  test('any phone number or address is struck from any sentence', () => {
    const digits = fc.stringMatching(/^\+\d{6,15}$/);
    fc.assert(
      fc.property(digits, fc.emailAddress(), fc.string(), (phone, mail, text) => {
        const clean = scrub(`${text} ${phone} ${mail}`);
        expect(clean).not.toContain(phone);
        expect(clean).not.toContain(mail);
      }),
    );
  });

  test('a fault has a number that can be read out', () => {
    expect(new Set(Array.from({ length: 50 }, reference)).size).toBeGreaterThan(45);
    expect(reference()).toMatch(/^[2-9A-HJ-NP-Z]{4}$/);
  });
});

describe('P18 V1 what Next writes to the console', () => {
  test('loses messages and keeps the digest that the fault page shows', () => {
    const error = Object.assign(new Error(`Key (name)=(${canaries.name}) exists`), {
      digest: '271828',
      code: 'P2002',
    });
    const line = lineOf(error);
    expectClean(JSON.stringify(line));
    expect(line).toMatchObject({ digest: '271828', state: 'P2002', kind: 'Error' });
  });

  test('loses addresses, quoted words, numbers and tokens of sentences', () => {
    expectClean(
      JSON.stringify(
        lineOf(
          `Failed to handle request for /admin/students?q=${canaries.name} by "${canaries.name}" ${canaries.phone} ${canaries.email} ${canaries.token}`,
        ),
      ),
    );
  });

  test('goes out as one JSON line, whatever comes', () => {
    const kept = { error: console.error, warn: console.warn, trace: console.trace };
    const written: string[] = [];
    try {
      quietConsole((line: string) => written.push(line));
      console.error('⨯', new Error(canaries.body));
      console.error(undefined);
      console.warn(null);
      fc.assert(fc.property(fc.anything(), (thing) => console.error(thing)));
    } finally {
      Object.assign(console, kept);
    }
    for (const line of written) expect(JSON.parse(line)).toMatchObject({ where: 'next' });
    expectClean(written.join(''));
  });
});
