import { expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { saveGrading } from '@/lib/lessons/grading/mutations';
import { DEFAULT_GRADING } from '@/lib/lessons/grading/rules';
import { readGrading } from '@/lib/lessons/grading/schema';
import { saveSettings } from '@/lib/settings/mutations';
import { getSettings } from '@/lib/settings/queries';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

test('a section is saved beside the others, once, in its own house, and noted', async () => {
  const houses = [];
  for (const name of ['settings-noor', 'settings-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    houses.push(await scopeOf(admin));
  }
  const [noor, falah] = houses as [(typeof houses)[number], (typeof houses)[number]];
  const institutionId = noor.institution.id;
  const read = () => inTenant(noor, (tx) => getSettings(tx, { institutionId }));
  expect(Object.values(await read())).toEqual([null, null, null, null, null, null, null]);

  const strict = { ...DEFAULT_GRADING, weights: { ...DEFAULT_GRADING.weights, atak: 2 } };
  const save = () => inTenant(noor, (tx) => saveGrading(tx, strict, noor));
  await save();
  await save();
  await inTenant(noor, (tx) => saveSettings(tx, { section: 'revision', value: { cycle: 'week' } }, noor));
  const kept = await read();
  expect(readGrading(kept.grading).weights.atak).toBe(2);
  expect(kept).toMatchObject({ revision: { cycle: 'week' }, jaiza: null });

  const notes = await inTenant(noor, (tx) =>
    tx.auditEntry.findMany({
      where: { institutionId, action: 'settings.changed' },
      orderBy: { seq: 'asc' },
      select: { detail: true },
    }),
  );
  expect(notes.map(({ detail }) => (detail as { section: string }).section)).toEqual(['grading', 'revision']);
  // Of another house, the same question finds nothing.
  expect((await inTenant(falah, (tx) => getSettings(tx, { institutionId }))).grading).toBeNull();
});
