import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '@/lib/adapters/sheet/port';
import { readSheet } from '@/lib/adapters/sheet/read';
import { checkAsatidha, type StaffRecord } from '@/lib/imports/asatidha/rules';
import { guessKind, recogniseColumns } from '@/lib/imports/columns/rules';
import { checkDiary, diaryKey } from '@/lib/imports/diary/rules';
import type { ExistingHalqa } from '@/lib/imports/existing/schema';
import { checkHalqas, type HalqaRecord } from '@/lib/imports/halqas/rules';
import { countVerdicts } from '@/lib/imports/rules';
import type { CheckedRow, ImportKind } from '@/lib/imports/schema';
import { checkStudents, type StudentRecord } from '@/lib/imports/students/rules';

const TODAY = '2026-11-21';

async function load(name: string): Promise<Table> {
  const bytes = readFileSync(path.join(import.meta.dirname, '../fixtures/jamia-noor', name));
  const result = await readSheet({ bytes });
  if (!result.ok) throw new Error(result.fault.code);
  return result.table;
}

function columnsOf(kind: ImportKind, table: Table) {
  const report = recogniseColumns(kind, table.header);
  expect(report).toMatchObject({ unknown: [], repeated: [], missing: [] });
  expect(guessKind(table.header)).toBe(kind);
  return { header: table.header, mapping: report.mapping };
}

const existing = (record: HalqaRecord, i: number): ExistingHalqa => ({
  ...record,
  id: `h${i}`,
  campusId: 'c1',
});
const codes = (row: CheckedRow<unknown> | undefined) => row?.issues.map(({ code }) => code) ?? [];

let halqaRows: CheckedRow<HalqaRecord>[];
let halqas: ExistingHalqa[];
let staffRows: CheckedRow<StaffRecord>[];
let studentTable: Table;
let rows: CheckedRow<StudentRecord>[];
const at = (row: number) => rows.find((candidate) => candidate.row === row);

function checkStudentTable(students: Parameters<typeof checkStudents>[2]['students']) {
  const context = { today: TODAY, country: 'PK', halqas, students, guardians: [] };
  return checkStudents(studentTable.rows, columnsOf('STUDENTS', studentTable), context);
}

function saved(checked: CheckedRow<StudentRecord>[]) {
  return checked
    .filter(({ verdict, parsed }) => verdict !== 'REFUSED' && parsed)
    .map(({ row, parsed }) => ({
      ...parsed!,
      id: `s${row}`,
      phones: parsed!.guardians.map((g) => g.phone),
      silent: [],
    }));
}

beforeAll(async () => {
  const halqaTable = await load('halqas.csv');
  halqaRows = checkHalqas(halqaTable.rows, columnsOf('HALQAS', halqaTable), {
    campuses: [],
    halqas: [],
    staff: [],
  });
  halqas = halqaRows.map(({ parsed }, i) => existing(parsed!, i));
  const staffTable = await load('asatidha.csv');
  const context = { today: TODAY, country: 'PK', halqas, staff: [] };
  staffRows = checkAsatidha(staffTable.rows, columnsOf('ASATIDHA', staffTable), context);
  studentTable = await load('students.csv');
  rows = checkStudentTable([]);
});

describe('halqas.csv and asatidha.csv', () => {
  it('are ready as they are, every number E.164, every ustadh with his halqa', () => {
    expect(countVerdicts(halqaRows)).toMatchObject({ ready: 13, refused: 0 });
    expect(countVerdicts(staffRows)).toMatchObject({ ready: 13, refused: 0 });
    for (const { parsed } of staffRows) {
      expect(parsed?.phone).toMatch(/^\+923\d{9}$/);
      expect(parsed?.halqaIds).toHaveLength(1);
      expect(parsed?.joinedOn).toMatch(/^20(18|19|2\d)-/);
    }
  });
});

describe('students.csv', () => {
  it('refuses five rows, each for its own reason', () => {
    const refused = rows.filter(({ verdict }) => verdict === 'REFUSED');
    expect(
      refused.map(({ row, issues }) => [row, issues.find((i) => i.severity === 'refusal')?.code]),
    ).toEqual([
      [9, 'rollTaken'],
      [35, 'dateNoSuchDay'],
      [48, 'bornInFuture'],
      [61, 'phoneTooShort'],
      [87, 'halqaUnknown'],
    ]);
    expect(countVerdicts(rows)).toEqual({ ready: 165, warning: 46, refused: 5, review: 24, same: 0 });
    expect(at(9)?.issues[0]?.params).toMatchObject({ name: "Hasan Mas'ood", row: 2, own: 'Saad Baloch' });
    expect(at(35)?.issues[0]?.params).toEqual({ value: '31/02/2015', repair: '28/02/2015' });
  });

  it('joins siblings under one guardian and finds the mother by her own number', () => {
    expect(
      at(2)?.parsed?.guardians.map(({ name, phone, relation, isPrimary }) => [
        name,
        phone,
        relation,
        isPrimary,
      ]),
    ).toEqual([
      ["Yusuf Mas'ood", '+923262359586', 'FATHER', true],
      ["Noor Mas'ood", '+923452946839', 'MOTHER', false],
    ]);
    expect(at(2)?.issues).toContainEqual(
      expect.objectContaining({
        code: 'guardianShared',
        params: expect.objectContaining({ rows: '3, 8, 33' }),
      }),
    );
    const phones = new Set(saved(rows).flatMap(({ guardians }) => guardians.map(({ phone }) => phone)));
    expect(phones.size).toBe(264);
    expect([...phones].every((phone) => /^\+923\d{9}$/.test(phone))).toBe(true);
  });

  it('reads what the remarks mean', () => {
    expect(at(3)).toMatchObject({
      verdict: 'READY',
      parsed: { health: 'asthma inhaler in bag', note: 'Fee (Rs): Rs. 3,000' },
    });
    // A wish for silence is a proposal: nobody is silent before the office says so.
    expect(at(5)).toMatchObject({
      verdict: 'REVIEW',
      match: { kind: 'NEW' },
      parsed: { silence: { asks: true, rows: [] }, note: 'do not send WhatsApp\nFee (Rs): 2,500' },
    });
    expect(at(5)?.parsed?.guardians).toMatchObject([{ wishes: [5], optOut: false }]);
    expect(rows.filter(({ verdict }) => verdict === 'REVIEW')).toHaveLength(24);
    expect(at(8)?.parsed?.guardians[0]).toMatchObject({ relation: 'MOTHER', isPrimary: true });
    expect(codes(at(61))).toContain('motherHasNoNumber');
  });

  it('keeps hostile cells as harmless text and says so', () => {
    expect(at(113)).toMatchObject({ verdict: 'WARNING', parsed: { name: '<script>alert(1)</script>' } });
    expect(at(126)).toMatchObject({
      verdict: 'WARNING',
      parsed: { name: "Robert'); DROP TABLE students;--" },
    });
    expect(codes(at(100))).toContain('looksLikeFormula');
    expect(at(139)?.issues).toContainEqual(
      expect.objectContaining({ code: 'noteCut', params: { length: 5000, max: 2000 } }),
    );
    expect(codes(at(22))).toContain('nameFromNative');
    expect(at(74)?.parsed?.guardians[0]).toMatchObject({
      phone: '+923001234567',
      otherPhones: ['+923337654321'],
    });
  });

  it('creates nothing when the same file comes again, and still refuses the same five', () => {
    const again = checkStudentTable(saved(rows));
    expect(countVerdicts(again)).toMatchObject({ refused: 5, same: 235, review: 0 });
    expect(again.filter(({ match }) => match.kind === 'SAME' && match.fills)).toEqual([]);
  });

  it('takes a roll number that returns with another name for a conflict, never an update', () => {
    const holder = saved(rows).find(({ rollNo }) => rollNo === 'JN-2023-0001')!;
    const again = checkStudentTable([{ ...holder, name: 'Somebody Else', nativeName: null }]);
    expect(again.find(({ row }) => row === 2)).toMatchObject({
      verdict: 'REVIEW',
      match: { kind: 'REVIEW', choices: ['SAME', 'SKIP'], candidates: [{ reason: 'rollOtherName' }] },
    });
  });
});

describe('diary.csv', () => {
  it('reads 9,120 lines and refuses only those of children who are not there', async () => {
    const table = await load('diary.csv');
    const columns = columnsOf('DIARY', table);
    const students = saved(rows).map((s) => ({
      id: s.id,
      rollNo: s.rollNo!,
      name: s.name,
      halqaId: s.halqaId,
      admittedOn: s.admittedOn!,
      layout: 'madani15' as const,
    }));
    const context = { today: TODAY, students, halqas, recorded: new Map() };
    const lines = checkDiary(table.rows, columns, context);
    const refused = lines.filter(({ verdict }) => verdict === 'REFUSED');
    expect(
      new Set(
        refused.flatMap(({ issues }) => issues.filter((i) => i.severity === 'refusal').map((i) => i.code)),
      ),
    ).toEqual(new Set(['studentUnknown']));
    expect(refused).toHaveLength(5 * 38);
    const late = lines.filter(({ parsed }) => parsed?.status === 'LATE');
    expect(late.some(({ parsed }) => parsed!.lessons.length > 0)).toBe(true);
    expect(lines[0]?.parsed).toMatchObject({
      date: '2026-10-07',
      session: 'AFTER_ZUHR',
      status: 'PRESENT',
      lessons: [
        { kind: 'SABAQ', enteredAs: '58:1 – 58:4', minutes: 12 },
        { kind: 'MANZIL', enteredAs: 'Juz 29' },
      ],
    });
    const recorded = new Map(
      lines.flatMap(({ row, parsed }) =>
        parsed
          ? [
              [
                diaryKey(parsed),
                { id: `a${row}`, kinds: new Set(['SABAQ', 'SABQI', 'MANZIL']), imported: null },
              ] as const,
            ]
          : [],
      ),
    );
    expect(countVerdicts(checkDiary(table.rows, columns, { ...context, recorded }))).toMatchObject({
      same: 9120 - 190,
      refused: 190,
    });
  });
});
