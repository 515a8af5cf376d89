import iconv from 'iconv-lite';
import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { checkImport } from '@/lib/imports/check/mutations';
import { commitImport } from '@/lib/imports/commit/mutations';
import { askCommit, askUndo, chooseEncoding, correctColumns, discardImport } from '@/lib/imports/mutations';
import { getImport, listRows, listUnsaved, tallyRows } from '@/lib/imports/queries';
import { undoImport } from '@/lib/imports/undo/mutations';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { check, commit, jobOf, WORDING } from '../support/imports';

let noor: Scope;
let falah: Scope;

const inside = async <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>) =>
  inTenant({ ...scope, context: (await scope.renew!())! }, work);
const text = (value: string) => new Uint8Array(new TextEncoder().encode(value));
const view = (scope: Scope, id: string) =>
  inside(scope, (tx) => getImport(tx, { institutionId: scope.institution.id, id }));

beforeAll(async () => {
  for (const name of ['noor', 'falah']) {
    const admin = await makeUser(`way-${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name === 'noor') noor = scope;
    else falah = scope;
  }
});

test('a file in a Windows code page waits for the answer, then reads as answered', async () => {
  const bytes = new Uint8Array(
    iconv.encode('Halqa,Programme,Session\r\nحلقہ حسن,حفظ,فجر\r\n'.replaceAll('ی', 'ي'), 'windows-1256'),
  );
  const id = await check(noor, bytes);
  expect(await view(noor, id)).toMatchObject({ state: 'FAILED', problem: { code: 'encodingUnsure' } });
  await inside(noor, (tx) => chooseEncoding(tx, noor, id, 'windows-1256'));
  await checkImport(jobOf(noor, id));
  expect(await view(noor, id)).toMatchObject({ state: 'READY', kind: 'HALQAS', totalRows: 1 });
  const of = { institutionId: noor.institution.id, id, query: { show: 'all', page: 1 } } as const;
  const [row] = await inside(noor, (tx) => listRows(tx, of));
  expect(row?.parsed).toMatchObject({ name: 'حلقہ حسن', programme: 'HIFZ', sessions: ['FAJR'] });
});

test('unknown columns are given a meaning, and every row is judged again', async () => {
  const id = await check(
    noor,
    text('Circle of,Kind of study,When\nHalqa Umar,Hifz,Fajr\nHalqa Aisha,Karate,Fajr\n'),
    {
      kind: 'HALQAS',
    },
  );
  const institutionId = noor.institution.id;
  const tally = () => inside(noor, (tx) => tallyRows(tx, { institutionId, id }));
  expect((await tally()).verdicts.REFUSED).toBe(2);
  await expect(inside(noor, (tx) => askCommit(tx, noor, { id, wording: null }))).rejects.toMatchObject({
    message: 'columnsMissing',
  });
  const fields = ['name', 'programme', 'session'];
  const twice = { id, kind: 'HALQAS', fields: ['name', 'name', null] } as const;
  await expect(
    inside(noor, (tx) => correctColumns(tx, noor, { ...twice, fields: [...twice.fields] })),
  ).rejects.toMatchObject({ message: 'columnTwice' });
  await inside(noor, (tx) => correctColumns(tx, noor, { id, kind: 'HALQAS', fields }));
  await checkImport(jobOf(noor, id));
  expect((await tally()).verdicts).toMatchObject({ READY: 1, REFUSED: 1 });
  const unsaved = await inside(noor, (tx) => listUnsaved(tx, { institutionId, id }));
  expect(unsaved.map(({ rowNo, issues }) => [rowNo, issues[0]?.code])).toEqual([[3, 'programmeUnknown']]);
});

test('P15 children are not saved without the attestation, and its words are kept with the import', async () => {
  const line = 'Roll No,Name,Father,DOB,Phone,Programme\nA-1,Ali,Hasan,01/02/2015,03001234567,Hifz\n';
  const id = await check(noor, text(line), { kind: 'STUDENTS' });
  await expect(inside(noor, (tx) => askCommit(tx, noor, { id, wording: null }))).rejects.toMatchObject({
    field: 'attested',
  });
  await commit(noor, id);
  const row = await inside(noor, (tx) => tx.import.findFirstOrThrow({ where: { id } }));
  expect(row).toMatchObject({ state: 'DONE', wording: WORDING, requestedBy: noor.userId });
  expect(row.attestedAt).not.toBeNull();
  const student = await inside(noor, (tx) =>
    tx.student.findFirstOrThrow({ where: { rollNo: 'A-1' }, include: { campus: true } }),
  );
  // No campus was there: the first child brings one in the institution's own name.
  expect(student.campus.name).toBe('noor');
});

test('stopped is stopped: no row is kept, and it cannot be saved any more', async () => {
  const id = await check(noor, text('Halqa,Programme\nHalqa Zaid,Hifz\n'));
  await inside(noor, (tx) => discardImport(tx, noor, id));
  await expect(inside(noor, (tx) => askCommit(tx, noor, { id, wording: null }))).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(await inside(noor, (tx) => tx.importRow.count({ where: { importId: id } }))).toBe(0);
  expect(await inside(noor, (tx) => tx.importFile.count())).toBe(0);
});

test('a saving that broke off goes on, and saves nobody twice', async () => {
  const lines = Array.from(
    { length: 700 },
    (_, i) => `B-${i},Child ${i}x,Father ${i}x,01/02/2015,0300${1_000_000 + i},Hifz`,
  );
  const id = await check(noor, text(['Roll No,Name,Father,DOB,Phone,Programme', ...lines].join('\n')));
  await inside(noor, (tx) => askCommit(tx, noor, { id, wording: WORDING }));
  let entries = 0;
  const job = jobOf(noor, id);
  const broken = {
    ...job,
    enter: async () => {
      entries += 1;
      // Entered for the plan, the campus and the first batch; then the worker dies.
      if (entries > 3) throw new Error('gone');
      return job.enter();
    },
  };
  await expect(commitImport(broken)).rejects.toThrow('gone');
  expect(await inside(noor, (tx) => tx.student.count({ where: { importId: id } }))).toBe(500);
  await commitImport(jobOf(noor, id));
  expect(await inside(noor, (tx) => tx.student.count({ where: { importId: id } }))).toBe(700);
  expect(await inside(noor, (tx) => tx.guardian.count({ where: { importId: id } }))).toBe(700);
  expect(await view(noor, id)).toMatchObject({ state: 'DONE' });
});

test('P05 another institution neither sees an import nor moves it', async () => {
  const id = await check(noor, text('Halqa,Programme\nHalqa Talha,Hifz\n'));
  expect(await view(falah, id)).toBeNull();
  await expect(inside(falah, (tx) => askCommit(tx, falah, { id, wording: null }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(checkImport(jobOf(falah, id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await inside(falah, (tx) => tx.importRow.count())).toBe(0);
  const unknown = await view(noor, v7());
  expect(unknown).toBeNull();
});

test('P24 words on health do not stay open in the staged rows once a child is saved, and undo still works', async () => {
  const lines = [
    'Roll No,Name,Father,DOB,Phone,Programme,Remarks,Doctor',
    'H-1,Sick Saad,Hasan,01/02/2015,03007654321,Hifz,asthma inhaler in bag,Dr Salim 4pm',
    'H-2,Well Wasim,Hasan,01/02/2014,03007654322,Hifz,reads well,',
    'H-3,No Phone,Hasan,01/02/2014,,Hifz,peanut allergy,Dr Salim 5pm',
  ];
  const id = await check(noor, text(`${lines.join('\n')}\n`), { kind: 'STUDENTS' });
  const institutionId = noor.institution.id;
  const rows = () =>
    inside(noor, (tx) =>
      tx.importRow.findMany({ where: { institutionId, importId: id }, orderBy: { rowNo: 'asc' } }),
    );
  expect(JSON.stringify((await rows())[0])).toContain('asthma');
  await commit(noor, id);
  const [sick, well, refused] = await rows();
  expect(sick).toMatchObject({ outcome: 'CREATED', parsed: { name: 'Sick Saad', health: null } });
  expect(JSON.stringify(sick)).not.toMatch(/asthma|Salim/);
  expect((sick!.cells as string[]).slice(0, 2)).toEqual(['H-1', 'Sick Saad']);
  expect((well!.cells as string[]).slice(5, 7)).toEqual(['Hifz', 'reads well']);
  // What was not saved goes back to the office whole.
  expect(refused!.verdict).toBe('REFUSED');
  expect((refused!.cells as string[]).slice(6)).toEqual(['peanut allergy', 'Dr Salim 5pm']);
  const files = await inside(noor, (tx) => tx.importFile.count({ where: { institutionId, importId: id } }));
  expect(files).toBe(0);
  const there = () => inside(noor, (tx) => tx.student.count({ where: { institutionId, importId: id } }));
  expect(await there()).toBe(2);
  await inside(noor, (tx) => askUndo(tx, noor, id));
  await undoImport(jobOf(noor, id));
  expect(await there()).toBe(0);
  expect((await rows()).map(({ outcome }) => outcome)).toEqual(['UNDONE', 'UNDONE', null]);
});
