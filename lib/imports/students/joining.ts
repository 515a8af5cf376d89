import { normaliseName } from '@/lib/core/name';
import type { ExistingGuardian } from '../existing/schema';
import { groupBy, type RowReader } from '../rules';
import { type Candidate, type Match, note, warning } from '../schema';
import type { GuardianRecord } from './guardians';
import { folded } from './matching';

/** A row of which it is known whether its child is there. */
export type Matched<T extends { guardians: GuardianRecord[] } = { guardians: GuardianRecord[] }> = {
  reader: RowReader;
  record: T | null;
  match: Match;
};

/**
 * One person per number and name: siblings meet in one father. A number that is somebody's of another name is a
 * question for the office.
 */
export function joinGuardians(drafts: readonly Matched[], existing: readonly ExistingGuardian[]): void {
  const owners = groupBy(
    existing.flatMap((owner) => owner.phones.map((phone) => ({ phone, owner }))),
    ({ phone }) => phone,
  );
  const entries = drafts.flatMap(({ reader, record, match }) => {
    if (reader.refused || !record) return [];
    return record.guardians.map((guardian) => ({ reader, guardian, isThere: match.kind === 'SAME' }));
  });
  for (const [phone, group] of groupBy(entries, ({ guardian }) => guardian.phone)) {
    // Of a child that is there, no guardian is touched: nothing to join, nothing to ask.
    joinNumber(
      phone,
      group.filter(({ isThere }) => !isThere),
      owners.get(phone)?.map(({ owner }) => owner) ?? [],
    );
  }
}

type Entry = { reader: RowReader; guardian: GuardianRecord };
type Person = { id: string | null; name: string; names: string[]; entries: Entry[] };

function joinNumber(phone: string, group: readonly Entry[], owners: readonly ExistingGuardian[]): void {
  const people: Person[] = owners.map((owner) => ({
    id: owner.id,
    name: owner.name,
    names: folded(owner),
    entries: [],
  }));
  for (const entry of group) {
    const { reader, guardian } = entry;
    const own = normaliseName(guardian.name);
    if (people.length === 0) people.push({ id: null, name: guardian.name, names: [own], entries: [] });
    const person = people.find(({ names }) => names.includes(own));
    if (person) {
      person.entries.push(entry);
      guardian.id = person.id;
      guardian.name = person.name;
      continue;
    }
    const { id, name } = people[0]!;
    guardian.known = { id, name };
    const field = guardian.relation === 'MOTHER' ? 'mother' : 'father';
    reader.add(field, warning('guardianOtherName', { name, written: guardian.name, phone }));
  }
  for (const person of people) noteShared(person);
}

function noteShared({ id, name, entries }: Person): void {
  if (id) {
    for (const { reader } of entries) reader.add('father', note('guardianKnown', { name }));
    return;
  }
  if (entries[0]?.guardian.relation === 'MOTHER') return;
  const rows = entries.map(({ reader }) => reader.row);
  for (const { reader } of entries) {
    const others = rows.filter((row) => row !== reader.row).join(', ');
    if (others) reader.add('father', note('guardianShared', { name, rows: others, count: rows.length - 1 }));
  }
}

/** A new child whose guardian's number is another's: a person says whether the two names are one person. */
export function askForGuardian(guardians: readonly GuardianRecord[], match: Match): Match {
  if (match.kind !== 'NEW') return match;
  const candidates = guardians.flatMap(({ phone, known }): Candidate[] =>
    known ? [{ id: known.id ?? phone, name: known.name, rollNo: null, reason: 'phoneOtherName' }] : [],
  );
  return candidates.length === 0
    ? match
    : { kind: 'REVIEW', about: 'guardian', candidates, choices: ['SAME', 'NEW', 'SKIP'] };
}
