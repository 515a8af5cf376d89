import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { listGuardians } from '@/lib/guardians/list/queries';
import { juzRange } from '@/lib/quran/divisions';
import { fromFlat } from '@/lib/quran/range-set';
import { enrolStudent } from '@/lib/students/enrolment/mutations';
import { enrolStudent as schema } from '@/lib/students/enrolment/schema';
import { getStudentProfile } from '@/lib/students/profile/queries';
import { makeCampus, makeHalqa } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;
let halqaId: string;
let foreignHalqaId: string;

beforeAll(async () => {
  const house = async (name: string) => {
    const admin = await makeUser(`${name}-enrolment@example.org`, 'a long enough phrase');
    const id = await makeInstitution({ name, admin });
    const scope = await scopeOf(admin, 'admin', id);
    const halqa = await inTenant(scope, async (tx) => {
      const campus = await makeCampus(tx, scope, { name: 'North' });
      return makeHalqa(tx, scope, { campusId: campus.id, name: 'Halqa Umar' });
    });
    return { scope, halqaId: halqa.id };
  };
  const first = await house('noor');
  const second = await house('falah');
  [noor, halqaId, falah, foreignHalqaId] = [first.scope, first.halqaId, second.scope, second.halqaId];
});

const form = (change: Record<string, unknown> = {}) =>
  schema.parse({
    id: v7(),
    name: 'Muaz Usmani',
    nativeName: 'معاذ عثمانی',
    bornOn: '2016-03-04',
    programme: 'HIFZ',
    halqaId,
    admittedOn: '2026-11-01',
    direction: 'BACKWARD',
    startJuz: '30',
    attested: 'on',
    guardians: [father()],
    ...change,
  });
const father = (change: Record<string, unknown> = {}) => ({
  name: 'Ibrahim Usmani',
  phone: '0300 1234417',
  relation: 'FATHER',
  language: 'ur',
  receivesMessages: 'on',
  ...change,
});
const enrol = (change?: Record<string, unknown>, scope = noor) =>
  inTenant(scope, (tx) => enrolStudent(tx, { scope, input: form(change) }));
const profile = async (id: string) =>
  (await inTenant(noor, (tx) =>
    getStudentProfile(tx, { institutionId: noor.institution.id, id, today: noor.today }),
  ))!;

test('P14 a minor without a guardian who can be reached is refused, and nothing is written', async () => {
  const before = await inTenant(noor, (tx) => tx.student.count());
  for (const guardians of [
    [],
    [father({ phone: undefined })],
    [father({ name: undefined, phone: undefined })],
  ]) {
    await expect(enrol({ guardians })).rejects.toMatchObject({
      code: 'INVALID',
      message: 'minorNeedsGuardian',
      field: 'guardians[0].phone',
    });
  }
  await expect(enrol({ guardians: [], bornOn: undefined })).rejects.toMatchObject({
    message: 'minorNeedsGuardian',
  });
  expect(await inTenant(noor, (tx) => tx.student.count())).toBe(before);
});

test('an adult is enrolled without a guardian', async () => {
  const { id } = await enrol({ bornOn: '1999-01-01', guardians: [] });
  expect((await profile(id)).guardians).toEqual([]);
});

test('P15 the attestation is stored: who, when, in which wording', async () => {
  const { id } = await enrol();
  const consents = await inTenant(noor, (tx) => tx.consent.findMany({ where: { studentId: id } }));
  expect(consents).toMatchObject([
    { kind: 'ENROLMENT', wording: 'enrolment-2026-1', attestedBy: noor.userId },
  ]);
  expect(Math.abs(consents[0]!.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  const audit = await inTenant(noor, (tx) => tx.auditEntry.findMany({ where: { subjectId: id } }));
  expect(audit).toMatchObject([{ action: 'student.enrolled', detail: { consent: 'enrolment-2026-1' } }]);
});

test('the same telephone number joins siblings under one person, in any spelling', async () => {
  const phone = '+92 345 0000932';
  const first = await enrol({ guardians: [father({ phone, name: 'Safiya Usmani', relation: 'MOTHER' })] });
  const second = await enrol({ guardians: [father({ phone: '0345-0000932', name: undefined })] });
  const [a, b] = [await profile(first.id), await profile(second.id)];
  expect(b.guardians).toHaveLength(1);
  expect(b.guardians[0]).toMatchObject({
    guardianId: a.guardians[0]!.guardianId,
    name: 'Safiya Usmani',
    isPrimary: true,
    phones: ['+923450000932'],
    siblings: [{ id: first.id }],
  });
  const digits = await inTenant(noor, (tx) =>
    listGuardians(tx, {
      institutionId: noor.institution.id,
      country: 'PK',
      query: { q: '0345 0000932', page: 1 },
    }),
  );
  expect(digits).toMatchObject({ total: 1, rows: [{ name: 'Safiya Usmani' }] });
});

test('a number that is somebody’s of another name is a question at the field; nobody is joined unseen', async () => {
  const phone = '0345 0000777';
  const entry = (change: object = {}) => ({ guardians: [father({ phone, ...change })] });
  const first = await profile((await enrol(entry({ name: 'Ibrahim Usmani' }))).id);
  const before = await inTenant(noor, (tx) => tx.student.count());
  await expect(enrol(entry({ name: 'Zubayr Khan' }))).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'guardianOtherName',
    field: 'guardians[0].person',
    params: { name: 'Ibrahim Usmani', written: 'Zubayr Khan' },
  });
  expect(await inTenant(noor, (tx) => tx.student.count())).toBe(before);
  // The same name in another spelling is no question.
  const same = await profile((await enrol(entry({ name: 'IBRAHIM  usmani' }))).id);
  const slip = await profile((await enrol(entry({ name: 'Abu Muaz', person: 'same' }))).id);
  for (const child of [same, slip])
    expect(child.guardians[0]).toMatchObject({
      guardianId: first.guardians[0]!.guardianId,
      name: 'Ibrahim Usmani',
    });
  const other = await profile((await enrol(entry({ name: 'Zubayr Khan', person: 'other' }))).id);
  expect(other.guardians[0]).toMatchObject({ name: 'Zubayr Khan', phones: ['+923450000777'] });
  // From now on the name tells the two apart.
  const again = await profile((await enrol(entry({ name: 'Zubayr Khan' }))).id);
  expect(again.guardians[0]!.guardianId).toBe(other.guardians[0]!.guardianId);
  expect(() => form(entry({ person: 'whoever' }))).toThrow();
});

test('siblings enrolled at the same moment share their father too', async () => {
  const guardians = [father({ phone: '0301 7654321' })];
  const [one, two] = await Promise.all([enrol({ guardians }), enrol({ guardians })]);
  expect((await profile(one.id)).guardians[0]!.guardianId).toBe(
    (await profile(two.id)).guardians[0]!.guardianId,
  );
});

test('a number nobody has needs a name; one that cannot be dialled is named', async () => {
  await expect(
    enrol({ guardians: [father({ name: undefined, phone: '0302 9998887' })] }),
  ).rejects.toMatchObject({ message: 'guardianNameNeeded', field: 'guardians[0].name' });
  await expect(enrol({ guardians: [father({ phone: '0300-12' })] })).rejects.toMatchObject({
    message: 'phoneTooShort',
    field: 'guardians[0].phone',
    params: { value: '0300-12' },
  });
  await expect(
    enrol({ guardians: [father({ phone: '0302 1112223' }), father({ phone: '+923021112223' })] }),
  ).rejects.toMatchObject({ message: 'guardianTwice', field: 'guardians[1].phone' });
});

test('what the child holds already becomes its placement and its progress', async () => {
  const { id } = await enrol({ held: 'juz 30, 29' });
  const { progress } = await profile(id);
  expect(fromFlat(progress!.memorised)).toEqual([[juzRange(29, 'madani')[0], 6236]]);
  expect(progress!.heldAyahs).toBe(6236 - juzRange(29, 'madani')[0] + 1);
  await expect(enrol({ held: 'juz 31' })).rejects.toMatchObject({ message: 'juzUnknown', field: 'held' });
});

test('the same form posted again, even at once, enrols one child', async () => {
  const id = v7();
  const again = () => enrol({ id, rollNo: 'R-1' });
  expect(await Promise.all([again(), again()])).toEqual([{ id }, { id }]);
  expect(await again()).toEqual({ id });
  const { enrolments, consents } = await profile(id);
  expect([enrolments.length, consents.length]).toEqual([1, 1]);
});

test('a roll number is given once, and the refusal names a free one', async () => {
  const rolls = `JN-${noor.today.slice(0, 4)}`;
  await enrol({ rollNo: `${rolls}-0041` });
  await expect(enrol({ rollNo: `${rolls}-0041` })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'rollTaken',
    field: 'rollNo',
    params: { free: `${rolls}-0042` },
  });
});

test("P05 another institution's halqa, child and guardian are not there", async () => {
  await expect(enrol({ halqaId: foreignHalqaId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { id } = await enrol();
  const seen = await inTenant(falah, (tx) =>
    getStudentProfile(tx, { institutionId: noor.institution.id, id, today: falah.today }),
  );
  expect(seen).toBeUndefined();
  const other = await enrol({ id, halqaId: foreignHalqaId }, falah);
  expect(other).toEqual({ id });
  expect((await profile(id)).halqa!.id).toBe(halqaId);
});

test('days to come are refused', async () => {
  await expect(enrol({ admittedOn: '2999-01-01' })).rejects.toMatchObject({ field: 'admittedOn' });
  await expect(enrol({ bornOn: '2999-01-01' })).rejects.toMatchObject({ field: 'bornOn' });
});
