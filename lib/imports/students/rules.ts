import type { SheetRow } from '@/lib/adapters/sheet/port';
import { normaliseName } from '@/lib/core/name';
import { type DateOrder, dateOrderOf, parseDate, yearsBetween } from '../cells/dates';
import { parseFee } from '../cells/money';
import { parseStart } from '../cells/place';
import { readRemarks } from '../cells/remarks';
import { parseName, parseRollNo } from '../cells/text';
import { type Gender, halqaKey, type Programme, parseGender, parseProgramme } from '../cells/words';
import { findHalqa, halqasByName } from '../existing/rules';
import type { ExistingGuardian, ExistingHalqa, ExistingStudent } from '../existing/schema';
import { type Columns, groupBy, nearest, type RowReader, readersOf } from '../rules';
import { type CheckedRow, type LocalDate, note, refusal, warning } from '../schema';
import { type GuardianRecord, readGuardians } from './guardians';
import { askForGuardian, joinGuardians, type Matched } from './joining';
import { matchStudent, studentIndex } from './matching';
import { hearWishes, type Silence } from './silence';

export type StudentRecord = {
  rollNo: string | null;
  name: string;
  nativeName: string | null;
  bornOn: LocalDate | null;
  gender: Gender | null;
  halqaId: string | null;
  programme: Programme;
  /** Null: the day of the import. */
  admittedOn: LocalDate | null;
  startJuz: number | null;
  direction: 'FORWARD' | 'BACKWARD' | null;
  note: string | null;
  health: string | null;
  guardians: GuardianRecord[];
  /** Somebody of the family seems to wish for silence; null where nobody does. */
  silence: Silence | null;
};

export type StudentContext = {
  today: LocalDate;
  /** ISO 3166 code that numbers without a country belong to. */
  country: string;
  halqas: readonly ExistingHalqa[];
  students: readonly ExistingStudent[];
  guardians: readonly ExistingGuardian[];
};

const ADULT = 18;
const YOUNGEST = 3;
const OLDEST = 80;

type Draft = { reader: RowReader; record: StudentRecord | null };
type Lookups = { halqas: Map<string, ExistingHalqa>; bornOrder: DateOrder; admittedOrder: DateOrder };

/**
 * Every row of a students' file judged: parsed record, what is to look at, and whether the child is there already.
 * Pure; rows are judged together, because siblings share guardians and a roll number belongs to one child.
 */
export function checkStudents(
  rows: readonly SheetRow[],
  columns: Columns,
  context: StudentContext,
): CheckedRow<StudentRecord>[] {
  const readers = readersOf(rows, columns);
  const column = (field: string) => readers.map((reader) => reader.text(field));
  const lookups: Lookups = {
    halqas: halqasByName(context.halqas),
    bornOrder: dateOrderOf([...column('bornOn'), ...column('admittedOn')]),
    admittedOrder: dateOrderOf([...column('admittedOn'), ...column('bornOn')]),
  };
  const drafts = readers.map((reader) => ({ reader, record: readStudent(reader, lookups, context) }));
  refuseRepeatedRolls(drafts);
  noteNamesakes(drafts);
  const index = studentIndex(context.students);
  const matched = drafts.map(({ reader, record }): Matched<StudentRecord> => {
    const known = record && !reader.refused;
    return { reader, record, match: known ? matchStudent(record, index) : { kind: 'NEW' } };
  });
  joinGuardians(matched, context.guardians);
  hearWishes(matched, context);
  return matched.map(({ reader, record, match: child }) => {
    if (!record || reader.refused) return reader.finish(record, child);
    if (child.kind === 'SAME')
      reader.add(null, note(child.fills ? 'alreadyThereFills' : 'alreadyThere', { name: child.name }));
    if (child.kind === 'REVIEW')
      reader.add('name', warning('looksLikeExisting', { name: child.candidates[0]!.name }));
    const match = askForGuardian(record.guardians, child);
    return reader.finish(record, match, record.silence?.asks);
  });
}

function readStudent(reader: RowReader, lookups: Lookups, context: StudentContext): StudentRecord | null {
  const rollNo = reader.read('rollNo', parseRollNo);
  if (!rollNo && !reader.issues.some((i) => i.field === 'rollNo'))
    reader.add('rollNo', warning('rollMissing'));
  const latin = reader.read('name', parseName);
  const nativeName = reader.read('nativeName', parseName, { optional: true });
  const name = latin ?? nativeName;
  if (!name && !reader.refused) reader.add('name', refusal('nameMissing'));
  if (!latin && nativeName) reader.add('name', warning('nameFromNative', { name: nativeName }));
  const born = readBirth(reader, lookups.bornOrder, context.today);
  const admittedOn = readAdmission(reader, lookups.admittedOrder, { born, today: context.today });
  const gender = reader.read('gender', parseGender, { optional: true });
  const halqa = readHalqa(reader, lookups.halqas);
  const programme = readProgramme(reader, halqa);
  if (programme === 'GIRDAAN') reader.add('programme', note('girdaanHoldsAll'));
  const start = reader.read('startPlace', parseStart, { optional: true });
  const remarks = readRemarks(reader.text('remarks'));
  reader.add('remarks', ...remarks.issues);
  const isMinor = !born || yearsBetween(born, context.today) < ADULT;
  const guardians = readGuardians(reader, { remarks, isMinor, country: context.country, childName: name });
  const fee = reader.read('fee', parseFee);
  // Fees are a room of their own, to come; until then the agreed sum stays readable among the office's notes.
  const feeLine = fee === null ? null : `${reader.label('fee')}: ${reader.text('fee').trim()}`;
  if (!name || !programme) return null;
  return {
    rollNo,
    name,
    nativeName,
    bornOn: born,
    gender,
    programme,
    admittedOn,
    guardians,
    halqaId: halqa?.id ?? null,
    startJuz: start?.juz ?? null,
    direction: start?.direction ?? null,
    note: [remarks.note, feeLine].filter(Boolean).join('\n') || null,
    health: remarks.health,
    silence: null,
  };
}

function readBirth(reader: RowReader, order: DateOrder, today: LocalDate): LocalDate | null {
  const born = reader.read('bornOn', (text) => parseDate(text, { order, today }));
  if (!born) {
    if (!reader.has('bornOn')) reader.add('bornOn', note('bornMissing'));
    return null;
  }
  if (born > today) {
    reader.add('bornOn', refusal('bornInFuture', { value: reader.text('bornOn').trim() }));
    return null;
  }
  const age = yearsBetween(born, today);
  if (age < YOUNGEST) reader.add('bornOn', warning('bornVeryLate', { age }));
  if (age > OLDEST) reader.add('bornOn', warning('bornVeryEarly', { age }));
  return born;
}

function readAdmission(
  reader: RowReader,
  order: DateOrder,
  { born, today }: { born: LocalDate | null; today: LocalDate },
): LocalDate | null {
  const admitted = reader.read('admittedOn', (text) => parseDate(text, { order, today }));
  if (!admitted) {
    if (!reader.has('admittedOn')) reader.add('admittedOn', note('admittedMissing'));
    return null;
  }
  const value = reader.text('admittedOn').trim();
  if (born && admitted < born) reader.add('admittedOn', refusal('admittedBeforeBirth', { value }));
  else if (admitted > today) reader.add('admittedOn', warning('admittedInFuture', { value }));
  return admitted;
}

function readHalqa(reader: RowReader, halqas: Lookups['halqas']): ExistingHalqa | null {
  const value = reader.text('halqa').trim();
  if (value === '') {
    reader.add('halqa', warning('halqaMissing'));
    return null;
  }
  const found = findHalqa(halqas, value);
  if (found) return found;
  const near = nearest(halqaKey(value), halqas.keys());
  const repair = near ? halqas.get(near)!.name : null;
  reader.add(
    'halqa',
    repair ? refusal('halqaUnknownNear', { value, repair }) : refusal('halqaUnknown', { value }),
  );
  return null;
}

function readProgramme(reader: RowReader, halqa: ExistingHalqa | null): Programme | null {
  const programme = reader.read('programme', parseProgramme);
  if (!programme) {
    if (reader.has('programme')) return null;
    if (halqa) return halqa.programme;
    if (!reader.has('halqa')) reader.add('programme', refusal('programmeMissing'));
    return null;
  }
  if (halqa && halqa.programme !== programme) {
    reader.add(
      'programme',
      warning('programmeNotOfHalqa', { programme, halqa: halqa.name, halqaProgramme: halqa.programme }),
    );
  }
  return programme;
}

function refuseRepeatedRolls(drafts: readonly Draft[]): void {
  for (const [roll, [first, ...others]] of groupBy(drafts, ({ record }) => record?.rollNo ?? null)) {
    for (const { reader, record } of others) {
      const same = normaliseName(record!.name) === normaliseName(first!.record!.name);
      const params = { roll, name: first!.record!.name, row: first!.reader.row, own: record!.name };
      reader.add('rollNo', refusal(same ? 'rowRepeated' : 'rollTaken', params));
    }
  }
}

/** Two rows with one name and one guardian's number: mostly one child written twice, sometimes two brothers. */
function noteNamesakes(drafts: readonly Draft[]): void {
  const key = ({ reader, record }: Draft) => {
    const phone = record?.guardians[0]?.phone;
    return phone && !reader.refused ? `${normaliseName(record.name)}|${phone}` : null;
  };
  for (const [first, ...others] of groupBy(drafts, key).values()) {
    for (const { reader } of others) {
      reader.add('name', warning('namesake', { name: first!.record!.name, row: first!.reader.row }));
    }
  }
}
