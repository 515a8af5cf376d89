import type { SheetRow } from '@/lib/adapters/sheet/port';
import type { DaySession } from '@/lib/attendance/rules';
import { normaliseName } from '@/lib/core/name';
import { parseName } from '../cells/text';
import { halqaKey, type Programme, parseCount, parseProgramme, parseSessions } from '../cells/words';
import { findHalqa, halqasByName } from '../existing/rules';
import type { ExistingCampus, ExistingHalqa, ExistingStaff } from '../existing/schema';
import { type Columns, groupBy, type RowReader, readersOf } from '../rules';
import { type CheckedRow, type Match, note, refusal, warning } from '../schema';

export type HalqaRecord = {
  name: string;
  nativeName: string | null;
  /** Null together with `campusName`: the institution's first campus. */
  campusId: string | null;
  /** A campus that does not exist yet and is made with the halqa. */
  campusName: string | null;
  programme: Programme;
  sessions: DaySession[];
  staffId: string | null;
  capacity: number | null;
};

export type HalqaContext = {
  campuses: readonly ExistingCampus[];
  halqas: readonly ExistingHalqa[];
  staff: readonly ExistingStaff[];
};

const MOST_SEATS = 200;
const both = (item: { name: string; nativeName: string | null }) => [item.name, item.nativeName ?? item.name];

/** Every row of a halqas' file judged; a halqa is known by its name without the word halqa. */
export function checkHalqas(
  rows: readonly SheetRow[],
  columns: Columns,
  context: HalqaContext,
): CheckedRow<HalqaRecord>[] {
  const known = halqasByName(context.halqas);
  const campuses = new Map(context.campuses.flatMap((c) => both(c).map((name) => [normaliseName(name), c])));
  const staff = groupBy(
    context.staff.flatMap((member) =>
      [...new Set(both(member).map(normaliseName))].map((key) => ({ key, member })),
    ),
    ({ key }) => key,
  );
  const drafts = readersOf(rows, columns).map((reader) => {
    const name = reader.read('name', parseName);
    if (!name && !reader.refused) reader.add('name', refusal('nameMissing'));
    const programme = readProgramme(reader);
    const sessions = reader.read('session', parseSessions);
    if (!sessions && !reader.has('session')) reader.add('session', warning('sessionMissing'));
    const campusName = reader.read('campus', parseName, { optional: true });
    const campus = campusName ? campuses.get(normaliseName(campusName)) : undefined;
    if (campusName && !campus) reader.add('campus', note('campusNew', { value: campusName }));
    const capacity = reader.read('capacity', (text) => parseCount(text, MOST_SEATS));
    const record: HalqaRecord | null =
      !name || !programme
        ? null
        : {
            name,
            programme,
            capacity,
            nativeName: reader.read('nativeName', parseName, { optional: true }),
            sessions: sessions ?? ['MORNING'],
            campusId: campus?.id ?? null,
            campusName: campus ? null : campusName,
            staffId: readTeacher(reader, staff),
          };
    return { reader, record };
  });
  for (const [first, ...others] of groupBy(
    drafts,
    ({ record }) => record && halqaKey(record.name),
  ).values()) {
    for (const { reader } of others) {
      reader.add('name', refusal('halqaTwice', { name: first!.record!.name, row: first!.reader.row }));
    }
  }
  return drafts.map(({ reader, record }) => {
    const found = record && !reader.refused ? findHalqa(known, record.name) : undefined;
    const match: Match = found
      ? { kind: 'SAME', id: found.id, name: found.name, fills: false }
      : { kind: 'NEW' };
    if (found) reader.add(null, note('alreadyThere', { name: found.name }));
    return reader.finish(record, match);
  });
}

function readProgramme(reader: RowReader): Programme | null {
  const programme = reader.read('programme', parseProgramme);
  if (!programme && !reader.has('programme')) reader.add('programme', refusal('programmeMissing'));
  return programme;
}

/** The ustadh is linked when he is known; his own file, which names the halqa, links him otherwise. */
function readTeacher(reader: RowReader, staff: Map<string, { member: ExistingStaff }[]>): string | null {
  const value = reader.text('teacher').trim();
  if (value === '') return null;
  const found = staff.get(normaliseName(value)) ?? [];
  if (found.length === 1) return found[0]!.member.id;
  reader.add(
    'teacher',
    found.length === 0 ? note('teacherNotYet', { value }) : warning('teacherTwice', { value }),
  );
  return null;
}
