import type { ExistingGuardian, ExistingStudent } from '../existing/schema';
import { groupBy, type RowReader } from '../rules';
import { type Decision, type Match, note, type SilenceChoice, warning } from '../schema';
import type { GuardianRecord } from './guardians';

/** A remark proposes silence, a person decides it; it holds for all the children of a number. */
export type Silence = {
  /** The question is put at this row; else the row follows what is decided in the others. */
  asks: boolean;
  /** The others of the family: whom a question touches too, or where it is put. */
  rows: { row: number; name: string }[];
};

type Child = { name: string; guardians: GuardianRecord[]; silence: Silence | null };
type Draft = { reader: RowReader; record: Child | null; match: Match };
type Entry = { reader: RowReader; record: Child; match: Match; guardian: GuardianRecord };

/**
 * Puts the question at each row whose remark wishes silence, and lets the other children of its numbers follow. What
 * is so already is not asked: of a child who is there nothing is touched, and a number that has said STOP is silent.
 */
export function hearWishes(
  drafts: readonly Draft[],
  { students, guardians }: { students: readonly ExistingStudent[]; guardians: readonly ExistingGuardian[] },
): void {
  const entries = drafts.flatMap(({ reader, record, match }): Entry[] =>
    record && !reader.refused
      ? record.guardians.map((guardian) => ({ reader, record, match, guardian }))
      : [],
  );
  if (!entries.some(({ guardian }) => guardian.wishes.length > 0)) return;
  const stopped = new Set(guardians.flatMap((known) => (known.stopped ? known.phones : [])));
  const silentOf = new Map(students.map(({ id, silent }) => [id, silent]));
  for (const [phone, group] of groupBy(entries, ({ guardian }) => guardian.phone)) {
    if (stopped.has(phone)) for (const entry of group) settled(entry, 'silentAlready');
    else spread(phone, group, silentOf);
  }
  nameTheOthers(entries);
}

/** The answer is known: nothing is asked about this number. */
function settled({ reader, guardian }: Entry, code: 'silentAlready' | 'wishThere'): void {
  if (guardian.wishes.length > 0 && !reader.says(code)) reader.add('remarks', note(code));
  guardian.wishes = [];
}

function spread(phone: string, group: readonly Entry[], silentOf: ReadonlyMap<string, string[]>): void {
  const wishing = group.filter(({ guardian }) => guardian.wishes.length > 0);
  const asked = wishing.filter(({ match }) => match.kind !== 'SAME').map(({ reader }) => reader.row);
  const silent = wishing.find(
    ({ match }) => match.kind === 'SAME' && silentOf.get(match.id)?.includes(phone),
  );
  for (const entry of group) {
    const { reader, guardian, match } = entry;
    if (match.kind === 'SAME') settled(entry, 'wishThere');
    else if (guardian.wishes.length === 0 && asked.length > 0) guardian.wishes = [...asked];
    else if (guardian.wishes.length === 0 && silent) {
      // The brother's silence was decided earlier; whether this child follows is asked here.
      guardian.wishes = [reader.row, silent.reader.row];
      reader.add('remarks', warning('siblingSilent', { row: silent.reader.row, name: guardian.name }));
    }
  }
}

function nameTheOthers(entries: readonly Entry[]): void {
  const nameAt = new Map(entries.map(({ reader, record }) => [reader.row, record.name]));
  const followers = new Map<number, Set<number>>();
  for (const { reader, guardian } of entries)
    for (const row of guardian.wishes)
      if (row !== reader.row) followers.set(row, (followers.get(row) ?? new Set()).add(reader.row));
  for (const { reader, record } of entries) {
    const wishes = new Set(record.guardians.flatMap((guardian) => guardian.wishes));
    if (wishes.size === 0 || record.silence) continue;
    const asks = wishes.has(reader.row);
    const others = asks ? (followers.get(reader.row) ?? new Set<number>()) : wishes;
    const rows = [...others].map((row) => ({ row, name: nameAt.get(row) ?? '' }));
    record.silence = { asks, rows };
    if (asks) {
      if (!reader.says('siblingSilent')) reader.add('remarks', warning('remarkOptOut'));
    } else reader.add('remarks', warning('siblingOptOut', rows[0]!));
  }
}

/** What became of a wish; OPEN: a row that waits for it is not saved. */
export type SilenceAnswer = SilenceChoice | 'OPEN';

/** A row of which somebody wishes silence: by guardian, at which rows, and what was decided at this one. */
export type Wishing = {
  row: number;
  wishes: readonly (readonly number[])[];
  match: Match;
  decision: Decision | null;
  silence: SilenceChoice | null;
};

/** Left out, or a child who is there after all: nothing of it hangs on the question. */
function isMoot({ match, decision }: Wishing): boolean {
  if (match.kind !== 'REVIEW') return false;
  return decision === 'SKIP' || (decision === 'SAME' && match.about !== 'guardian');
}

/** The answers by guardian and row, out of the decisions: the own one first, else any of the family that says silence. */
export function answersOf(rows: readonly Wishing[]): Map<number, SilenceAnswer[]> {
  const byRow = new Map(rows.map((wishing) => [wishing.row, wishing]));
  const decided = (row: number) => byRow.get(row)?.silence ?? null;
  const answer = (own: Wishing, wishes: readonly number[]): SilenceAnswer => {
    if (wishes.length === 0) return 'SEND';
    const others = wishes.filter((row) => row !== own.row);
    if (others.length === wishes.length) {
      const given = others.map((row): SilenceAnswer => {
        const asked = byRow.get(row);
        return decided(row) ?? (asked && isMoot(asked) ? 'SEND' : 'OPEN');
      });
      return given.find((one) => one === 'SILENT') ?? given.find((one) => one === 'OPEN') ?? 'SEND';
    }
    if (own.silence) return own.silence;
    const given = others.map(decided);
    return (
      given.find((one) => one === 'SILENT') ?? given.find((one) => one) ?? (isMoot(own) ? 'SEND' : 'OPEN')
    );
  };
  return new Map(rows.map((own) => [own.row, own.wishes.map((wishes) => answer(own, wishes))]));
}

/** One word for a whole row: it waits if one of its guardians does, and is silent if one is. */
export function inOne(answers: readonly SilenceAnswer[]): SilenceAnswer {
  return answers.find((one) => one === 'OPEN') ?? answers.find((one) => one === 'SILENT') ?? 'SEND';
}

/** A child with its guardians silent as it was decided. */
export function silenced<T extends { guardians: GuardianRecord[] }>(
  child: T,
  answers: readonly SilenceAnswer[],
): T {
  const guardians = child.guardians.map((guardian, i) => ({ ...guardian, optOut: answers[i] === 'SILENT' }));
  return { ...child, guardians };
}
