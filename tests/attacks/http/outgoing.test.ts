import { afterAll, beforeAll, expect, test } from 'vitest';
import { canaries, type HttpWorld, makeHttpWorld, secretsOf } from '../../support/http-world';

// Last of all suites over the same server (scripts/test.mjs): it reads what every journey and attack sent out.
let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld();
}, 90_000);
afterAll(() => world.close());

test('V1 what went out by mail and to phones names no child, no secret, and nobody of another house', async () => {
  const { rows } = await world.superuser.query<{ text: string }>(
    `SELECT subject || ' ' || body AS text FROM demo_mails UNION ALL SELECT body FROM demo_phone_messages`,
  );
  const forbidden = await secretsOf(world);
  for (const { text } of rows) {
    for (const [name, value] of forbidden) expect(text.includes(value), name).toBe(false);
    expect(text).not.toContain(`${canaries.foreign}-`);
    expect(text).not.toMatch(/\$2[aby]\$\d\d\$/);
  }
});
