import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { DaySession } from '@/lib/attendance/rules';
import { createCampus, editCampus } from '@/lib/campuses/mutations';
import { getCampus, listCampuses } from '@/lib/campuses/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { createHalqa, editHalqa, giveHalqas } from '@/lib/halqas/mutations';
import { getHalqa, getHalqaForm, listHalqas } from '@/lib/halqas/queries';
import { halqaList } from '@/lib/halqas/schema';
import { makeCampus, makeHalqa, makeStaff, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;
let gulberg: string;
let anas: string;
let zubair: string;

beforeAll(async () => {
  for (const name of ['halqas-noor', 'halqas-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name.endsWith('noor')) noor = scope;
    else falah = scope;
  }
  await inTenant(noor, async (tx) => {
    gulberg = (await makeCampus(tx, noor, { name: 'Gulberg', nativeName: 'گلبرگ' })).id;
    anas = (await makeStaff(tx, noor, { name: 'Qari Anas Memon' })).id;
    zubair = (await makeStaff(tx, noor, { name: 'Qari Zubair' })).id;
  });
});

const umar = (change: Partial<Parameters<typeof createHalqa>[2]> = {}) => ({
  id: v7(),
  name: 'Halqa Umar',
  campusId: gulberg,
  programme: 'HIFZ' as const,
  sessions: ['MORNING' as const] as DaySession[],
  sessionKinds: {},
  capacity: 20,
  ...change,
});
const open = (change?: Parameters<typeof umar>[0]) =>
  inTenant(noor, (tx) => createHalqa(tx, noor, umar(change)));
const formOf = async (id: string) => (await inTenant(noor, (tx) => getHalqaForm(tx, noor, id)))!;
const actions = (id: string) =>
  inTenant(noor, (tx) =>
    tx.auditEntry.findMany({
      where: { institutionId: noor.institution.id, subjectId: id },
      orderBy: { seq: 'asc' },
    }),
  ).then((entries) => entries.map(({ action }) => action));

test('a campus is opened once, edited, and its name stays its own', async () => {
  const id = v7();
  const make = () => inTenant(noor, (tx) => createCampus(tx, noor, { id, name: 'North' }));
  await make();
  await make();
  const { updatedAt } = (await inTenant(noor, (tx) => getCampus(tx, noor, id)))!;
  await inTenant(noor, (tx) =>
    editCampus(tx, noor, { id, name: 'North Side', updatedAt, address: 'Canal Road' }),
  );
  await expect(
    inTenant(noor, (tx) => editCampus(tx, noor, { id, name: 'North Again', updatedAt })),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: 'CONFLICT' });
  await expect(
    inTenant(noor, (tx) => createCampus(tx, noor, { id: v7(), name: 'gulberg!' })),
  ).rejects.toMatchObject({ field: 'name', message: 'nameTaken', params: { name: 'Gulberg' } });
  expect(await actions(id)).toEqual(['campus.created', 'campus.edited']);
  const list = await inTenant(noor, (tx) => listCampuses(tx, noor, { q: 'north', sort: 'name', page: 1 }));
  expect(list).toMatchObject({ total: 1, rows: [{ name: 'North Side', address: 'Canal Road' }] });
});

test('a halqa is opened once with its ustadh; a second of that name is refused at the name', async () => {
  const input = umar({ name: 'Halqa Bilal', staffId: anas });
  await inTenant(noor, (tx) => createHalqa(tx, noor, input));
  await inTenant(noor, (tx) => createHalqa(tx, noor, input));
  expect(await formOf(input.id)).toMatchObject({ name: 'Halqa Bilal', staffId: anas, capacity: 20 });
  await expect(open({ name: 'HALQA  BILAL' })).rejects.toMatchObject({
    code: 'CONFLICT',
    field: 'name',
    message: 'nameTaken',
  });
  expect(await actions(input.id)).toEqual(['halqa.created']);
});

test('a change of ustadh ends the first and keeps the history', async () => {
  const { id } = await open({ name: 'Halqa Usman', staffId: anas });
  const { staffId: _, ...form } = await formOf(id);
  const save = (staffId: string | undefined, updatedAt: string) =>
    inTenant(noor, (tx) =>
      editHalqa(tx, noor, { ...umar(), id, name: form.name, updatedAt, ...(staffId && { staffId }) }),
    );
  await save(zubair, form.updatedAt);
  const history = (await inTenant(noor, (tx) => getHalqa(tx, noor, id)))!.teachers;
  expect(history).toHaveLength(2);
  expect(history.find(({ to }) => to === null)?.staff.name).toBe('Qari Zubair');
  expect(history.find(({ to }) => to !== null)).toMatchObject({
    staff: { name: 'Qari Anas Memon' },
    to: noor.today,
  });
  await save(zubair, (await formOf(id)).updatedAt);
  await save(undefined, (await formOf(id)).updatedAt);
  expect((await formOf(id)).staffId).toBeNull();
  // Saving what stands already leaves no line.
  expect(await actions(id)).toEqual(['halqa.created', 'halqa.assigned', 'halqa.assigned']);
});

test('a form drawn before somebody else saved is refused, an assignment included', async () => {
  const { id } = await open({ name: 'Halqa Ali' });
  const { updatedAt } = await formOf(id);
  const save = (capacity: number) =>
    inTenant(noor, (tx) => editHalqa(tx, noor, { ...umar(), id, name: 'Halqa Ali', capacity, updatedAt }));
  await inTenant(noor, (tx) => giveHalqas(tx, noor, { halqaIds: [id], staffId: anas }));
  await expect(save(30)).rejects.toMatchObject({ code: 'CONFLICT', message: 'CONFLICT' });
  expect(await formOf(id)).toMatchObject({ capacity: 20, staffId: anas });
});

test('a halqa with children does not change its campus', async () => {
  const { id } = await open({ name: 'Halqa Hamza' });
  const other = await inTenant(noor, async (tx) => {
    await makeStudent(tx, noor, { campusId: gulberg, halqaId: id, name: 'Anas Khan' });
    return makeCampus(tx, noor, { name: 'Model Town' });
  });
  const { updatedAt } = await formOf(id);
  await expect(
    inTenant(noor, (tx) =>
      editHalqa(tx, noor, { ...umar({ campusId: other.id }), id, name: 'Halqa Hamza', updatedAt }),
    ),
  ).rejects.toMatchObject({ field: 'campusId', message: 'campusHasChildren', params: { count: 1 } });
});

test('T10 rows of another institution are not there: not to read, to edit, to name or to assign', async () => {
  const { id } = await open({ name: 'Halqa Salman' });
  const { updatedAt } = await formOf(id);
  expect(await inTenant(falah, (tx) => getHalqa(tx, falah, id))).toBeNull();
  expect(await inTenant(falah, (tx) => getHalqaForm(tx, falah, id))).toBeNull();
  expect(await inTenant(falah, (tx) => listHalqas(tx, falah, halqaList.parse({})))).toEqual({
    rows: [],
    total: 0,
  });
  const own = await inTenant(falah, (tx) => makeCampus(tx, falah, { name: 'Main' }));
  const refused = { code: 'NOT_FOUND', message: 'notFound' };
  const attempts = [
    umar({ campusId: gulberg, name: 'Halqa One' }),
    umar({ campusId: own.id, name: 'Halqa Two', staffId: anas }),
  ];
  for (const input of attempts)
    await expect(inTenant(falah, (tx) => createHalqa(tx, falah, input))).rejects.toMatchObject(refused);
  await expect(
    inTenant(falah, (tx) =>
      editHalqa(tx, falah, { ...umar({ campusId: own.id }), id, name: 'Taken over', updatedAt }),
    ),
  ).rejects.toMatchObject(refused);
  // The same name in another house is nobody's business.
  await inTenant(falah, (tx) => createHalqa(tx, falah, umar({ campusId: own.id, name: 'Halqa Salman' })));
});

test('the list is searched, cut and sorted', async () => {
  const { id: free } = await inTenant(noor, (tx) =>
    makeHalqa(tx, noor, { campusId: gulberg, name: 'Halqa Zayd', nativeName: 'حلقہ زید', session: 'FAJR' }),
  );
  const ask = (query: Record<string, string>) =>
    inTenant(noor, (tx) => listHalqas(tx, noor, halqaList.parse(query)));
  expect((await ask({ q: 'zayd' })).rows.map(({ id }) => id)).toEqual([free]);
  // As an Urdu keyboard writes it, and as an Arabic one does.
  expect((await ask({ q: 'زید' })).total).toBe(1);
  expect((await ask({ q: 'زيد' })).total).toBe(1);
  expect((await ask({ q: '***' })).total).toBe(0);
  expect((await ask({ session: 'FAJR' })).rows.map(({ id }) => id)).toEqual([free]);
  const alone = await ask({ ustadh: 'none' });
  expect(alone.rows.every(({ ustadh }) => ustadh === null)).toBe(true);
  const names = (await ask({ sort: '-name' })).rows.map(({ name }) => name);
  expect(names).toEqual([...names].sort().reverse());
});
