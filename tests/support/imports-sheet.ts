import { readSheet } from '@/lib/adapters/sheet/read';
import { recogniseColumns } from '@/lib/imports/columns/rules';
import type { ExistingHalqa } from '@/lib/imports/existing/schema';
import type { CheckedRow, ImportKind } from '@/lib/imports/schema';
import { checkStudents, type StudentContext } from '@/lib/imports/students/rules';

export const bilal: ExistingHalqa = {
  id: 'h1',
  name: 'Halqa Bilal',
  nativeName: 'حلقہ بلال',
  programme: 'HIFZ',
  sessions: ['FAJR'],
  campusId: 'c1',
};
export const house: StudentContext = {
  today: '2026-11-21',
  country: 'PK',
  halqas: [bilal],
  students: [],
  guardians: [],
};

/** The lines of a file, its header first, read as an upload is. */
export async function sheet(kind: ImportKind, lines: string[]) {
  const result = await readSheet({ text: lines.join('\n') });
  if (!result.ok) throw new Error(result.fault.code);
  const { header, rows } = result.table;
  return { rows, columns: { header, mapping: recogniseColumns(kind, header).mapping } };
}

const HEAD = 'Roll No|Student Name|Father|DOB|Guardian WhatsApp|Mother|Mother Phone|Halqa|Programme|Remarks';

/** Rows of a student register, checked against a house with one halqa. */
export async function students(lines: string[], context: Partial<StudentContext> = {}) {
  const { rows, columns } = await sheet('STUDENTS', [HEAD, ...lines]);
  return checkStudents(rows, columns, { ...house, ...context });
}

export const codes = (row: CheckedRow<unknown> | undefined) => row?.issues.map(({ code }) => code) ?? [];
export const refusals = (row: CheckedRow<unknown> | undefined) =>
  row?.issues.filter(({ severity }) => severity === 'refusal').map(({ code }) => code) ?? [];
