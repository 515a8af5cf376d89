import type { SheetRow } from '@/lib/adapters/sheet/port';
import { normaliseName } from '@/lib/core/name';
import { dateOrderOf, parseDate } from '../cells/dates';
import { type Phones, parsePhones } from '../cells/phones';
import { parseEmail, parseName, parseNote } from '../cells/text';
import { halqaKey } from '../cells/words';
import { findHalqa, halqasByName } from '../existing/rules';
import type { ExistingHalqa, ExistingStaff } from '../existing/schema';
import { type Columns, groupBy, nearest, type RowReader, readersOf } from '../rules';
import {
  type Candidate,
  type CheckedRow,
  type LocalDate,
  type Match,
  type MatchReason,
  note,
  refusal,
  warning,
} from '../schema';

export type StaffRecord = {
  name: string;
  nativeName: string | null;
  phone: string | null;
  otherPhones: string[];
  email: string | null;
  qualification: string | null;
  joinedOn: LocalDate | null;
  halqaIds: string[];
};

export type StaffContext = {
  today: LocalDate;
  country: string;
  halqas: readonly ExistingHalqa[];
  staff: readonly ExistingStaff[];
};

const HALQAS_APART = /\s*[,;/|،؛\n]\s*/;
const folded = (item: { name: string; nativeName: string | null }) =>
  [item.name, item.nativeName ?? ''].map(normaliseName).filter(Boolean);

/** Every row of an asatidha's file judged. Nobody is given a sign-in: that is what an invitation is for. */
export function checkAsatidha(
  rows: readonly SheetRow[],
  columns: Columns,
  context: StaffContext,
): CheckedRow<StaffRecord>[] {
  const readers = readersOf(rows, columns);
  const order = dateOrderOf(readers.map((reader) => reader.text('joinedOn')));
  const halqas = halqasByName(context.halqas);
  const drafts = readers.map((reader) => {
    const name = reader.read('name', parseName);
    const nativeName = reader.read('nativeName', parseName, { optional: true });
    if (!name && !nativeName && !reader.refused) reader.add('name', refusal('nameMissing'));
    if (!name && nativeName) reader.add('name', warning('nameFromNative', { name: nativeName }));
    const phones = reader.read('phone', (text) => parsePhones(text, context.country), { optional: true });
    const email = reader.read('email', parseEmail);
    if (!phones && !email) reader.add('phone', warning('staffUnreachable'));
    const joinedOn = reader.read('joinedOn', (text) => parseDate(text, { order, today: context.today }), {
      optional: true,
    });
    const qualification = reader.read('qualification', parseNote);
    return {
      reader,
      record: build(reader, {
        name: name ?? nativeName,
        nativeName,
        phones,
        email,
        joinedOn,
        qualification,
        halqas,
      }),
    };
  });
  for (const [phone, [first, ...others]] of groupBy(drafts, ({ record }) => record?.phone ?? null)) {
    for (const { reader } of others) {
      reader.add(
        'phone',
        refusal('staffPhoneTwice', { phone, name: first!.record!.name, row: first!.reader.row }),
      );
    }
  }
  return drafts.map(({ reader, record }) => {
    const match: Match = record && !reader.refused ? matchStaff(record, context.staff) : { kind: 'NEW' };
    if (match.kind === 'SAME')
      reader.add(null, note(match.fills ? 'alreadyThereFills' : 'alreadyThere', { name: match.name }));
    if (match.kind === 'REVIEW')
      reader.add('name', warning('looksLikeExisting', { name: match.candidates[0]!.name }));
    return reader.finish(record, match);
  });
}

type Read = {
  name: string | null;
  nativeName: string | null;
  phones: Phones | null;
  email: string | null;
  joinedOn: LocalDate | null;
  qualification: string | null;
  halqas: Map<string, ExistingHalqa>;
};

function build(reader: RowReader, read: Read): StaffRecord | null {
  const halqaIds: string[] = [];
  for (const value of reader.text('halqa').split(HALQAS_APART).filter(Boolean)) {
    const found = findHalqa(read.halqas, value);
    if (found) halqaIds.push(found.id);
    else {
      const near = nearest(halqaKey(value), read.halqas.keys());
      const repair = near ? read.halqas.get(near)!.name : null;
      reader.add(
        'halqa',
        repair ? warning('halqaUnknownNear', { value, repair }) : warning('halqaUnknown', { value }),
      );
    }
  }
  if (!read.name) return null;
  const { name, nativeName, phones, email, joinedOn, qualification } = read;
  return {
    name,
    nativeName,
    email,
    joinedOn,
    qualification,
    halqaIds: [...new Set(halqaIds)],
    phone: phones?.primary ?? null,
    otherPhones: phones?.others ?? [],
  };
}

/** By phone or e-mail with the same name: the same person. Only one of the three: a person decides. */
function matchStaff(record: StaffRecord, staff: readonly ExistingStaff[]): Match {
  const names = folded(record);
  const candidates: Candidate[] = [];
  for (const member of staff) {
    const sameName = folded(member).some((name) => names.includes(name));
    const reason: MatchReason | null =
      record.phone && member.phones.includes(record.phone)
        ? 'phone'
        : record.email && member.emails.includes(record.email)
          ? 'email'
          : null;
    // Who has left is no less the same person, and gets no halqa by a file.
    const fills = !member.left && record.halqaIds.some((id) => !member.halqaIds.includes(id));
    if (sameName && reason) return { kind: 'SAME', id: member.id, name: member.name, fills };
    if (sameName || reason) {
      candidates.push({ id: member.id, name: member.name, rollNo: null, reason: reason ?? 'name', fills });
    }
  }
  if (candidates.length === 0) return { kind: 'NEW' };
  return { kind: 'REVIEW', candidates, choices: ['SAME', 'NEW', 'SKIP'] };
}
