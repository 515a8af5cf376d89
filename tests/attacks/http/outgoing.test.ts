import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '@/lib/core/auth/session';
import { canaries, type HttpWorld, makeHttpWorld, secretsOf } from '../../support/http-world';

// Last of all suites over the same server (scripts/test.mjs): it reads what every journey and attack sent out.
let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld();
}, 90_000);
afterAll(() => world.close());

test('V1 what went out by mail and to phones holds no secret, no session of anybody, and nothing of another house', async () => {
  const { rows } = await world.superuser.query<{ text: string }>(
    `SELECT subject || ' ' || body AS text FROM demo_mails UNION ALL SELECT body FROM demo_phone_messages`,
  );
  expect(rows.length).toBeGreaterThan(0);
  const sessions = await world.superuser.query<{ token_hash: string }>('SELECT token_hash FROM sessions');
  const hashes = new Set(sessions.rows.map((row) => row.token_hash));
  expect(hashes.has(sha256(await world.sessionOf('admin')))).toBe(true);
  const forbidden = await secretsOf(world);
  for (const { text } of rows) {
    for (const [name, value] of forbidden) expect(text.includes(value), name).toBe(false);
    for (const [word] of text.matchAll(/[\w-]{20,}/g))
      expect(hashes.has(word) || hashes.has(sha256(word)), 'a session').toBe(false);
    expect(text).not.toContain(`${canaries.foreign}-`);
    expect(text).not.toMatch(/\$2[aby]\$\d\d\$/);
  }
});
