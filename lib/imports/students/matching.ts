import { normaliseName } from '@/lib/core/name';
import type { ExistingStudent } from '../existing/schema';
import { groupBy } from '../rules';
import type { Candidate, Match, MatchReason } from '../schema';

/** What of a row decides whether the child is known. */
export type Matchable = {
  rollNo: string | null;
  name: string;
  nativeName: string | null;
  bornOn: string | null;
  gender: string | null;
  guardians: readonly { phone: string }[];
};

/** What a file may fill where it was left empty. */
export const BLANKS = ['nativeName', 'bornOn', 'gender'] as const;

export type StudentIndex = {
  byRoll: Map<string, ExistingStudent>;
  byNamePhone: Map<string, ExistingStudent[]>;
};

export function folded({ name, nativeName }: { name: string; nativeName: string | null }): string[] {
  return [name, nativeName ?? ''].map(normaliseName).filter(Boolean);
}

export function studentIndex(students: readonly ExistingStudent[]): StudentIndex {
  const pairs = students.flatMap((student) => {
    const names = new Set(folded(student));
    return student.phones.flatMap((phone) =>
      [...names].map((name) => ({ key: `${name}|${phone}`, student })),
    );
  });
  const groups = groupBy(pairs, ({ key }) => key);
  return {
    byRoll: new Map(students.flatMap((s) => (s.rollNo ? [[s.rollNo.toUpperCase(), s]] : []))),
    byNamePhone: new Map([...groups].map(([key, found]) => [key, found.map(({ student }) => student)])),
  };
}

function fills(record: Matchable, student: ExistingStudent): boolean {
  return BLANKS.some((field) => student[field] === null && record[field]);
}

function candidate(record: Matchable, student: ExistingStudent, reason: MatchReason): Candidate {
  const { id, name, rollNo } = student;
  return { id, name, rollNo, reason, fills: fills(record, student) };
}

/**
 * Whether the child of a row is there already: by roll number, then by name and a guardian's number. A roll number
 * that comes back with another name is a conflict for a person, never an update, and never a second child.
 */
export function matchStudent(record: Matchable, { byRoll, byNamePhone }: StudentIndex): Match {
  const names = folded(record);
  const holder = record.rollNo ? byRoll.get(record.rollNo) : undefined;
  if (holder) {
    if (folded(holder).some((name) => names.includes(name))) {
      return { kind: 'SAME', id: holder.id, name: holder.name, fills: fills(record, holder) };
    }
    const candidates = [candidate(record, holder, 'rollOtherName')];
    return { kind: 'REVIEW', candidates, choices: ['SAME', 'SKIP'] };
  }
  const found = new Map<string, Candidate>();
  for (const { phone } of record.guardians) {
    for (const name of names) {
      for (const student of byNamePhone.get(`${name}|${phone}`) ?? []) {
        found.set(student.id, candidate(record, student, 'namePhone'));
      }
    }
  }
  if (found.size === 0) return { kind: 'NEW' };
  return { kind: 'REVIEW', candidates: [...found.values()], choices: ['SAME', 'NEW', 'SKIP'] };
}
