import { expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bring, check, commit, fixture } from '../support/imports';

// The limit is the transactions' own (10 s each, so that a larger file cannot stand still); the time is the bench's.
test('5,000 children come in', { timeout: 180_000 }, async () => {
  const admin = await makeUser('speed@example.org', 'a long enough phrase');
  await makeInstitution({ name: 'Large', admin });
  const scope = await scopeOf(admin);
  await bring(scope, fixture('halqas.csv'));
  const header =
    'Roll No,Student Name,نام,Father,DOB,M/F,Guardian WhatsApp,Mother,Mother Phone,Halqa,Class Type,Admission,Starts from,Fee,Remarks';
  const lines = Array.from({ length: 5000 }, (_, i) => {
    const phones = [`0300${1_000_000 + i}`, `0301${1_000_000 + i}`];
    return `X-${i},Child Number${i},بچہ نمبر${i},Father Of${i},12/03/2014,M,${phones[0]},Mother Of${i},${phones[1]},Bilal,Hifz,01/02/2024,Juz 30,3000,good boy`;
  });
  const id = await check(scope, new TextEncoder().encode([header, ...lines].join('\r\n')));
  await commit(scope, id);
  const fresh = { ...scope, context: (await scope.renew!())! };
  expect(await inTenant(fresh, (tx) => tx.student.count())).toBe(5000);
});
