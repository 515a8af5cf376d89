import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceName } from '@/lib/core/auth/device';
import { newTotpSecret, totpAddress, totpCode, totpStep } from '@/lib/core/auth/totp';
import { grouped, newRecoveryCode, ownPath, plainRecoveryCode } from '@/lib/factors/rules';
import { codeProofForm, newPasskeyForm, passkeyProofForm, recoveryProofForm } from '@/lib/factors/schema';

describe('codes of an authenticator', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at second %i the standard says %s', (second, code) => {
    const now = new Date(second * 1000);
    expect(totpCode(secret, now).code).toBe(code);
    expect(totpStep(secret, code, now)).toBe(Math.floor(second / 30));
  });

  test('a clock half a minute off is no matter, a whole minute is', () => {
    const now = new Date('2026-11-21T10:00:10Z');
    const step = Math.floor(now.getTime() / 30_000);
    for (const off of [-1, 0, 1])
      expect(totpStep(secret, totpCode(secret, now, off).code, now)).toBe(step + off);
    for (const off of [-2, 2]) expect(totpStep(secret, totpCode(secret, now, off).code, now)).toBeUndefined();
  });

  test('a key is 160 bits, new each time, and the address names the account', () => {
    const made = newTotpSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(made);
    expect(totpAddress(made, 'admin@noor.example')).toMatch(
      new RegExp(`^otpauth://totp/HifzPro:admin%40noor\\.example\\?.*secret=${made}`),
    );
    expect(grouped('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  });
});

describe('recovery codes', () => {
  test('are ten letters that nobody takes for others, and read back however typed', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(10_000)), (numbers) => {
        const code = newRecoveryCode((below) => numbers.next().value! % below);
        expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{5}-[A-HJKMNP-TV-Z2-9]{5}$/);
        const typed = ` ${code.toLowerCase().replace('-', '  ')}`;
        expect(plainRecoveryCode(typed)).toBe(plainRecoveryCode(code));
        expect(recoveryProofForm.safeParse({ code: typed }).success).toBe(true);
      }),
    );
  });

  test('what is none is told so', () => {
    for (const code of ['', 'ABCDE', 'ABCDE-0123O', 'x'.repeat(1000)])
      expect(recoveryProofForm.safeParse({ code }).success, code).toBe(false);
  });
});

describe('where a proof leads', () => {
  test.each(['/admin', '/account/second-factor', '/admin/students?q=a&page=2'])('%s is ours', (path) => {
    expect(ownPath(path)).toBe(path);
  });
  test.each([
    '',
    'admin',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\nb',
    '/a#b',
    '/%\u0000',
  ])('%j is not', (path) => {
    expect(ownPath(path)).toBeUndefined();
  });
  test('and no odd address ever is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const path = ownPath(text);
        if (path) expect(new URL(path, 'https://hifzpro.example').host).toBe('hifzpro.example');
      }),
    );
  });
});

describe('what a browser sends', () => {
  test('digits of any script, spaced or not', () => {
    for (const code of ['123 456', '١٢٣٤٥٦', '۱۲۳-۴۵۶'])
      expect(codeProofForm.parse({ code })).toMatchObject({ code: '123456' });
    for (const code of ['12345', '1234567', 'abcdef', "' OR 1=1"])
      expect(codeProofForm.safeParse({ code }).success, code).toBe(false);
  });

  test('X2 X11 an answer of a passkey that is none, too much, or more than asked', () => {
    const good = JSON.stringify({ id: 'a', response: { clientDataJSON: 'b' } });
    expect(passkeyProofForm.safeParse({ answer: good }).success).toBe(true);
    for (const answer of [
      '',
      'null',
      '[]',
      '{',
      '{"id":{}}',
      '{"id":"a","response":null}',
      `"${'a'.repeat(30_000)}"`,
    ])
      expect(passkeyProofForm.safeParse({ answer }).success, answer.slice(0, 20)).toBe(false);
    expect(newPasskeyForm.safeParse({ answer: good, userId: 'x' }).success).toBe(false);
    expect(newPasskeyForm.safeParse({ answer: good, name: 'x'.repeat(61) }).success).toBe(false);
  });
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15; SM-A156) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36',
    'Samsung Internet, Android',
  ],
  ['curl/8.0', ''],
  [null, ''],
])('%s is the device “%s”', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
