import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { formAction } from '@/lib/core/action';
import { signInByCode, signInByPassword } from '@/lib/core/auth/actions';
import { newAsking } from '@/lib/core/auth/credentials';
import { requireActionScope, requireExportScope } from '@/lib/core/auth/scope';
import { sealPhone } from '@/lib/core/auth/sealed-phone';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { log } from '@/lib/core/log';
import { requireOwnOrigin } from '@/lib/core/origin';
import { makeInstitution, makeUser } from '@/prisma/seed/sessions';
import { jar, nextHeaders, post, sid } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

const password = 'green tea at noon';
const email = 'office@watched.example';
let person: string;
const lines: object[] = [];

beforeAll(async () => {
  person = await makeUser(email, password);
  await makeInstitution({ name: 'watched', admin: person });
});
beforeEach(() => {
  jar.clear();
  lines.length = 0;
  const keep = (line: object) => void lines.push(line);
  vi.spyOn(log, 'info').mockImplementation(keep as never);
  vi.spyOn(log, 'warn').mockImplementation(keep as never);
});
afterEach(() => vi.restoreAllMocks());

const hash = expect.stringMatching(/^[0-9a-f]{32}$/);
const enter = async () => {
  await post(signInByPassword, { email, password });
  await callAuth('auth.pass_second_factor', [sha256(await sid())]);
  lines.length = 0;
};

describe('V1 what whoever watches over the operation is told', () => {
  test('a sign-in that failed and one that did not, by which way, and no address or number', async () => {
    await post(signInByPassword, { email, password: 'not this one' });
    await post(signInByPassword, { email, password });
    const sent = await sealPhone(newAsking('+923004448801'));
    await post(signInByCode, { sent, code: '123456' });
    expect(lines).toEqual([
      { event: 'security.signInFailed', where: 'password', account: hash },
      { event: 'security.signedIn', where: 'password', person },
      { event: 'security.signInFailed', where: 'code', account: hash },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/watched|92300|not this/);
  });

  test('a permission that somebody asked for and does not have', async () => {
    await enter();
    await expect(requireActionScope('audit:read')).resolves.toMatchObject({ userId: person });
    expect(lines).toEqual([]);
    await expect(requireActionScope('lessons:record')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(lines).toEqual([{ event: 'security.refused', person, role: 'admin', where: 'lessons:record' }]);
  });

  test('a form with fields that no page of ours has, but not a slip of the pen', async () => {
    await enter();
    const act = formAction({
      permission: 'audit:read',
      schema: z.strictObject({ day: z.iso.date() }),
      run: async () => undefined,
    });
    await post(act, { day: 'tomorrow' });
    expect(lines).toEqual([]);
    await post(act, { day: '2026-11-21', institutionId: 'another' });
    expect(lines).toEqual([{ event: 'security.strangeInput', person, role: 'admin', where: 'audit:read' }]);
  });

  test('a request from a page that is not ours', async () => {
    vi.spyOn(nextHeaders, 'headers').mockResolvedValue(new Headers({ origin: 'https://evil.example' }));
    await expect(requireOwnOrigin()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(lines).toEqual([{ event: 'security.foreignOrigin' }]);
  });

  test('a limit that was met: sixty files an hour leave the house by one person’s hand, and no more', async () => {
    await enter();
    for (let n = 0; n < 60; n += 1) await requireExportScope('audit:read');
    await expect(requireExportScope('audit:read')).rejects.toMatchObject({ code: 'LIMITED' });
    expect(lines).toEqual([{ event: 'security.limited', where: 'exports', account: hash }]);
  });
});
