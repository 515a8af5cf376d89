import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { createStaff, editStaff, inviteStaff, leaveStaff, returnStaff } from '@/lib/staff/mutations';
import { getStaff, listStaff } from '@/lib/staff/queries';
import { staffList } from '@/lib/staff/schema';
import { acceptInvitation, makeCampus, makeHalqa, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;
const halqas: string[] = [];

beforeAll(async () => {
  for (const name of ['staff-noor', 'staff-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name.endsWith('noor')) noor = scope;
    else falah = scope;
  }
  await inTenant(noor, async (tx) => {
    const campus = await makeCampus(tx, noor, { name: 'Gulberg' });
    for (const name of ['Halqa Umar', 'Halqa Bilal']) {
      const halqa = await makeHalqa(tx, noor, { campusId: campus.id, name });
      halqas.push(halqa.id);
      await makeStudent(tx, noor, { campusId: campus.id, halqaId: halqa.id, name: `Child of ${name}` });
    }
  });
});

const input = (change: object = {}) => ({
  id: v7(),
  name: 'Qari Anas Memon',
  halqaIds: [] as string[],
  ...change,
});
const take = (change: object) => inTenant(noor, (tx) => createStaff(tx, noor, input(change)));
const show = async (id: string) => (await inTenant(noor, (tx) => getStaff(tx, noor, id)))!;
const known = (token: string) => callAuth<{ name: string }>('auth.invitation', [sha256(token)]);
const current = (staff: Awaited<ReturnType<typeof show>>) =>
  staff.halqas.filter(({ to }) => to === null).map(({ halqa }) => halqa.name);

test('an ustadh is taken in once, with contacts in one shape and the halqas ticked', async () => {
  const form = input({ phone: '0300-555 1001', email: 'Anas@Noor.example', halqaIds: halqas });
  await inTenant(noor, (tx) => createStaff(tx, noor, form));
  await inTenant(noor, (tx) => createStaff(tx, noor, form));
  const staff = await show(form.id);
  expect(staff).toMatchObject({ phone: '+923005551001', email: 'anas@noor.example', access: 'NONE' });
  expect(current(staff).sort()).toEqual(['Halqa Bilal', 'Halqa Umar']);
});

test('a number or address of somebody in service is refused at its field', async () => {
  await take({ name: 'Qari First', phone: '0300 5551002', email: 'first@noor.example' });
  await expect(take({ phone: '+92 300 5551002' })).rejects.toMatchObject({
    field: 'phone',
    message: 'contactTaken',
    params: { name: 'Qari First' },
  });
  await expect(take({ email: 'FIRST@noor.example' })).rejects.toMatchObject({ field: 'email' });
  await expect(take({ phone: '12345' })).rejects.toMatchObject({ field: 'phone', message: 'phoneTooShort' });
  await expect(take({ joinedOn: '2999-01-01' })).rejects.toMatchObject({ field: 'joinedOn' });
});

test('an edit replaces the contacts of the form, moves halqas, and refuses a form drawn before', async () => {
  const { id } = await take({ name: 'Qari Zubair', phone: '0300 5551003' });
  const { updatedAt } = await show(id);
  const save = () =>
    inTenant(noor, (tx) =>
      editStaff(tx, noor, {
        ...input({ name: 'Qari Zubair Memon', phone: '0300 5551004', halqaIds: [halqas[0]!] }),
        id,
        updatedAt,
      }),
    );
  await save();
  const staff = await show(id);
  expect(staff).toMatchObject({ name: 'Qari Zubair Memon', contacts: [{ value: '+923005551004' }] });
  expect(current(staff)).toEqual(['Halqa Umar']);
  await expect(save()).rejects.toMatchObject({ code: 'CONFLICT', message: 'CONFLICT' });
});

test('of several numbers the form changes the one that it shows, which stays the first', async () => {
  const { id } = await take({ name: 'Qari Many', phone: '0300 5551011' });
  const institutionId = noor.institution.id;
  const further = { institutionId, id: v7(), staffId: id, kind: 'PHONE', value: '+923005551012' };
  await inTenant(noor, (tx) => tx.staffContact.create({ data: further }));
  const save = async (phone: string) => {
    const { updatedAt } = await show(id);
    const form = { ...input({ name: 'Qari Many', phone }), id, updatedAt };
    await inTenant(noor, (tx) => editStaff(tx, noor, form));
    const { contacts } = await show(id);
    return contacts.flatMap(({ kind, value }) => (kind === 'PHONE' ? value : []));
  };
  expect(await save('0300 5551011')).toEqual(['+923005551011', '+923005551012']);
  expect(await save('0300 5551013')).toEqual(['+923005551013', '+923005551012']);
  expect(await save('0300 5551012')).toEqual(['+923005551012']);
});

test('nobody comes back with a number that is somebody else’s by now', async () => {
  const { id } = await take({ name: 'Qari Back', phone: '0300 5551014' });
  await inTenant(noor, (tx) => leaveStaff(tx, noor, { id }));
  await take({ name: 'Qari New', phone: '0300 5551014' });
  await expect(inTenant(noor, (tx) => returnStaff(tx, noor, { id }))).rejects.toMatchObject({
    message: 'contactTaken',
    params: { name: 'Qari New' },
  });
});

test('an invitation is shown once, kept as a hash for seven days, and ended by the next', async () => {
  const { id } = await take({ name: 'Ustazah Ayesha', email: 'ayesha@noor.example' });
  const first = await inTenant(noor, (tx) => inviteStaff(tx, noor, { id }));
  expect(await known(first.token)).toMatchObject([{ name: 'Ustazah Ayesha' }]);
  const { access, invitedUntil } = await show(id);
  expect(access).toBe('INVITED');
  expect(Math.round((invitedUntil!.getTime() - Date.now()) / 86_400_000)).toBe(7);
  const stored = await inTenant(noor, (tx) =>
    tx.staffInvitation.findMany({ where: { institutionId: noor.institution.id, staffId: id } }),
  );
  expect(JSON.stringify(stored)).not.toContain(first.token);
  const second = await inTenant(noor, (tx) => inviteStaff(tx, noor, { id }));
  expect(await known(first.token)).toEqual([]);
  expect(await known(second.token)).toHaveLength(1);
});

test('who has left sees nothing from the next request on; halqas are free and links end', async () => {
  const { id } = await take({ name: 'Qari Salman', email: 'salman@noor.example', halqaIds: [halqas[1]!] });
  const { token } = await inTenant(noor, (tx) => inviteStaff(tx, noor, { id }));
  const user = await makeUser('salman@noor.example', 'a long enough phrase');
  await acceptInvitation(token, user);
  const teacher = await scopeOf(user, 'teacher');
  expect(
    await inTenant(teacher, (tx) => tx.student.count({ where: { institutionId: noor.institution.id } })),
  ).toBe(1);
  await expect(inTenant(noor, (tx) => inviteStaff(tx, noor, { id }))).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'hasSignIn',
  });
  await inTenant(noor, (tx) => leaveStaff(tx, noor, { id }));
  // The session that was open enters no more: its next request finds nobody.
  expect(await teacher.renew!()).toBeUndefined();
  const gone = await show(id);
  expect(gone.access).toBe('LEFT');
  expect(gone.halqas).toMatchObject([{ halqa: { name: 'Halqa Bilal' }, to: noor.today }]);
  await inTenant(noor, (tx) => returnStaff(tx, noor, { id }));
  expect(await show(id)).toMatchObject({ access: 'SIGNED_UP' });
  const acts = await inTenant(noor, (tx) =>
    tx.auditEntry.findMany({
      where: { institutionId: noor.institution.id, subjectId: id },
      orderBy: { seq: 'asc' },
      select: { action: true },
    }),
  );
  expect(acts.map(({ action }) => action)).toEqual([
    'staff.created',
    'staff.invited',
    'staff.joined',
    'staff.left',
    'staff.returned',
  ]);
});

test('a link given to somebody who then leaves is worth nothing', async () => {
  const { id } = await take({ name: 'Qari Musa' });
  const { token } = await inTenant(noor, (tx) => inviteStaff(tx, noor, { id }));
  await inTenant(noor, (tx) => leaveStaff(tx, noor, { id }));
  expect(await known(token)).toEqual([]);
  await expect(inTenant(noor, (tx) => inviteStaff(tx, noor, { id }))).rejects.toMatchObject({
    message: 'hasLeft',
  });
});

test('T10 staff of another institution are not there, and their numbers are nobody else’s matter', async () => {
  const { id } = await take({ name: 'Qari Ibrahim', phone: '0300 5551009' });
  const { updatedAt } = await show(id);
  const refused = { code: 'NOT_FOUND', message: 'notFound' };
  expect(await inTenant(falah, (tx) => getStaff(tx, falah, id))).toBeNull();
  for (const act of [inviteStaff, leaveStaff, returnStaff])
    await expect(inTenant<unknown>(falah, (tx) => act(tx, falah, { id }))).rejects.toMatchObject(refused);
  await expect(
    inTenant(falah, (tx) => editStaff(tx, falah, { ...input(), id, updatedAt })),
  ).rejects.toMatchObject(refused);
  await expect(
    inTenant(falah, (tx) => createStaff(tx, falah, input({ halqaIds: [halqas[0]!] }))),
  ).rejects.toMatchObject(refused);
  await inTenant(falah, (tx) => createStaff(tx, falah, input({ phone: '0300 5551009' })));
  const list = await inTenant(falah, (tx) => listStaff(tx, falah, staffList.parse({ q: '0300-5551009' })));
  expect(list).toMatchObject({ total: 1, rows: [{ name: 'Qari Anas Memon' }] });
});
