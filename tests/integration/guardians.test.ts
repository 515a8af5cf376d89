import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { listGuardians } from '@/lib/guardians/list/queries';
import { addGuardian, editGuardianship, removeGuardianship } from '@/lib/guardians/mutations';
import { editGuardian } from '@/lib/guardians/person/mutations';
import { getGuardian, getGuardianship } from '@/lib/guardians/queries';
import { listStudents } from '@/lib/students/list/queries';
import { studentListQuery } from '@/lib/students/list/schema';
import { getStudentProfile } from '@/lib/students/profile/queries';
import { makeCampus, makeGuardian, makeGuardianUser, makeHalqa, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;
let father: string;
let muaz: string;
let adult: string;

beforeAll(async () => {
  const house = async (name: string) => {
    const admin = await makeUser(`${name}-guardians@example.org`, 'a long enough phrase');
    return scopeOf(admin, 'admin', await makeInstitution({ name, admin }));
  };
  noor = await house('noor');
  falah = await house('falah');
  await inTenant(noor, async (tx) => {
    const { id: campusId } = await makeCampus(tx, noor, { name: 'North' });
    const { id: halqaId } = await makeHalqa(tx, noor, { campusId, name: 'Halqa Umar' });
    const ibrahim = { name: 'Ibrahim Usmani', nativeName: 'ابراہیم عثمانی', phone: '+923007770001' };
    father = (await makeGuardian(tx, noor, ibrahim)).id;
    const seat = { campusId, halqaId };
    const child = { ...seat, name: 'Muaz Usmani', nativeName: 'معاذ عثمانی', bornOn: '2016-01-01' };
    muaz = (await makeStudent(tx, noor, { ...child, rollNo: 'JN-2026-0198', guardianIds: [father] })).id;
    const grown = { ...seat, name: "Bilal Mas'ood", nativeName: 'بلال مسعود', bornOn: '1990-01-01' };
    adult = (await makeStudent(tx, noor, { ...grown, rollNo: 'JN-2026-0004' })).id;
  });
});

const where = () => ({ institutionId: noor.institution.id, country: 'PK' });
const students = async (q: string, scope = noor) => {
  const query = studentListQuery.parse({ q });
  const { rows } = await inTenant(scope, (tx) => listStudents(tx, { ...where(), query }));
  return rows.map(({ name }) => name);
};
const guardians = async (q: string) => {
  const { rows } = await inTenant(noor, (tx) => listGuardians(tx, { ...where(), query: { q, page: 1 } }));
  return rows.map(({ name }) => name);
};
const links = async (id: string) =>
  (await inTenant(noor, (tx) =>
    getStudentProfile(tx, { institutionId: noor.institution.id, id, today: noor.today }),
  ))!.guardians;
const person = (id: string, scope = noor) =>
  inTenant(scope, (tx) => getGuardian(tx, { institutionId: noor.institution.id, id }));
const entry = {
  relation: 'MOTHER' as const,
  language: 'ur' as const,
  receivesMessages: true,
};

test.each([
  ['mu', ['Muaz Usmani']],
  ['USMANI muaz', ['Muaz Usmani']],
  ['معاذ', ['Muaz Usmani']],
  ['عثمانى معاذ', ['Muaz Usmani']],
  ["mas'oo", ["Bilal Mas'ood"]],
  ['JN-2026-0198', ['Muaz Usmani']],
  ['0198', ['Muaz Usmani']],
  ['0300 7770001', ['Muaz Usmani']],
  ['muaz lodhi', []],
  ['%', ["Bilal Mas'ood", 'Muaz Usmani']],
])('students are found by «%s», in Latin and in Urdu', async (q, names) => {
  expect(await students(q)).toEqual(names);
});

test.each([['ibrahim'], ['ابراہیم'], ['عثما'], ['0300-7770001'], ['7770001'], ['۰۳۰۰۷۷۷۰۰۰۱']])(
  'guardians are found by «%s»',
  async (q) => expect(await guardians(q)).toEqual(['Ibrahim Usmani']),
);

test('P05 another institution finds nobody here', async () => {
  expect(await students('muaz', falah)).toEqual([]);
  expect(await person(father, falah)).toBeUndefined();
  await expect(
    inTenant(falah, (tx) =>
      addGuardian(tx, { scope: falah, studentId: muaz, entry: { ...entry, name: 'X' } }),
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('P14 the last guardian of a minor who can be reached stays; an adult needs none', async () => {
  const [only] = await links(muaz);
  const remove = (id: string) => inTenant(noor, (tx) => removeGuardianship(tx, { scope: noor, id }));
  await expect(remove(only!.linkId)).rejects.toMatchObject({ message: 'minorNeedsGuardian' });
  await inTenant(noor, (tx) =>
    addGuardian(tx, { scope: noor, studentId: adult, entry: { ...entry, phone: '0300 7770001' } }),
  );
  const [joined] = await links(adult);
  expect(joined).toMatchObject({ guardianId: father, isPrimary: true, siblings: [{ id: muaz }] });
  await remove(joined!.linkId);
  expect(await links(adult)).toEqual([]);
});

test('P14 a number cannot be taken from the only guardian of a minor', async () => {
  const { updatedAt } = (await person(father))!;
  const input = { id: father, updatedAt, name: 'Ibrahim Usmani', language: 'ur' as const };
  await expect(inTenant(noor, (tx) => editGuardian(tx, { scope: noor, input }))).rejects.toMatchObject({
    message: 'minorNeedsGuardian',
    field: 'phone',
  });
});

test('a changed number signs the old one out, and another person’s number is refused', async () => {
  const { id } = await inTenant(noor, (tx) =>
    makeGuardian(tx, noor, { name: 'Safiya', phone: '+923457770002' }),
  );
  await makeGuardianUser('+923457770002');
  const before = (await person(id))!;
  expect(before.signsIn).toBe(true);
  const input = { id, updatedAt: before.updatedAt, name: 'Safiya Usmani', language: 'en' as const };
  const edit = (phone: string) =>
    inTenant(noor, (tx) => editGuardian(tx, { scope: noor, input: { ...input, phone } }));
  await expect(edit('0300 7770001')).rejects.toMatchObject({
    message: 'phoneOfAnother',
    params: { name: 'Ibrahim Usmani' },
  });
  await edit('0345-7770003');
  expect(await person(id)).toMatchObject({
    name: 'Safiya Usmani',
    phones: ['+923457770003'],
    signsIn: false,
    language: 'en',
  });
  await expect(edit('0345-7770004')).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a number that the form does not show stays, whatever else is corrected', async () => {
  const { id } = await inTenant(noor, async (tx) => {
    const made = await makeGuardian(tx, noor, { name: 'Three Phones', phone: '+923457770005' });
    const further = {
      institutionId: noor.institution.id,
      guardianId: made.id,
      kind: 'PHONE',
      isPrimary: false,
    };
    for (const value of ['+923457770006', '+923457770007'])
      await tx.guardianContact.create({ data: { ...further, id: v7(), value } });
    return made;
  });
  const edit = async (phones: { phone?: string; otherPhone?: string }) => {
    const { updatedAt } = (await person(id))!;
    const input = { id, updatedAt, name: 'Three Phones', language: 'ur' as const, ...phones };
    await inTenant(noor, (tx) => editGuardian(tx, { scope: noor, input }));
    return (await person(id))!.phones;
  };
  const [first, second, third] = ['+923457770005', '+923457770006', '+923457770007'];
  expect(await edit({ phone: second!, otherPhone: first! })).toEqual([second, first, third]);
  expect(await edit({ phone: second! })).toEqual([second, third]);
  expect(await edit({ otherPhone: third! })).toEqual([third]);
});

test('P14 two offices that take a guardian each at once leave the minor one', async () => {
  const { id: studentId } = await inTenant(noor, async (tx) => {
    const campusId = (await tx.campus.findFirstOrThrow({ select: { id: true } })).id;
    const people = [];
    for (const n of [8, 9])
      people.push((await makeGuardian(tx, noor, { name: `One Of ${n}`, phone: `+92345777001${n}` })).id);
    return makeStudent(tx, noor, {
      campusId,
      halqaId: (await tx.halqa.findFirstOrThrow({ select: { id: true } })).id,
      name: 'Held By Two',
      bornOn: '2016-01-01',
      guardianIds: people,
    });
  });
  const [first, second] = await links(studentId);
  const take = (linkId: string) => (tx: TenantTx) => removeGuardianship(tx, { scope: noor, id: linkId });
  let other: Promise<unknown> = Promise.resolve();
  await inTenant(noor, async (tx) => {
    await take(second!.linkId)(tx);
    other = inTenant(noor, take(first!.linkId)).catch((error) => error);
    await new Promise((done) => setTimeout(done, 300));
  });
  expect(await other).toMatchObject({ message: 'minorNeedsGuardian' });
  expect(await links(studentId)).toHaveLength(1);
});

test('P21 P24 authorisation and the guardian’s own stop are kept apart; one guardian comes first', async () => {
  await inTenant(noor, (tx) =>
    addGuardian(tx, {
      scope: noor,
      studentId: muaz,
      entry: { ...entry, name: 'Hajra', phone: '03217770009' },
    }),
  );
  const second = (await links(muaz)).find(({ name }) => name === 'Hajra')!;
  expect(second).toMatchObject({ isPrimary: false, receivesMessages: true });
  const institutionId = noor.institution.id;
  const link = await inTenant(noor, (tx) => getGuardianship(tx, { institutionId, id: second.linkId }));
  const change = { relation: 'MOTHER' as const, isPrimary: true, receivesMessages: true, optedOut: true };
  const input = { id: second.linkId, updatedAt: link!.updatedAt, ...change };
  await inTenant(noor, (tx) => editGuardianship(tx, { scope: noor, input }));
  const after = await links(muaz);
  expect(after.map(({ name, isPrimary }) => [name, isPrimary])).toEqual([
    ['Hajra', true],
    ['Ibrahim Usmani', false],
  ]);
  expect(after[0]!.optedOutAt).not.toBeNull();
  await expect(inTenant(noor, (tx) => editGuardianship(tx, { scope: noor, input }))).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('the filter «no halqa», to which the dashboard leads, finds the child without a seat and nobody else', async () => {
  const { id } = await inTenant(noor, async (tx) => {
    const campusId = (await tx.campus.findFirstOrThrow({ select: { id: true } })).id;
    return makeStudent(tx, noor, { campusId, name: 'Seatless Child', halqaId: null });
  });
  const query = studentListQuery.parse({ halqa: 'none' });
  const { rows, total } = await inTenant(noor, (tx) => listStudents(tx, { ...where(), query }));
  expect([rows.map((row) => row.id), total]).toEqual([[id], 1]);
});
