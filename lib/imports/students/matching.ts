import { normaliseName } from '@/lib/core/name';
import { byRollNo } from '@/lib/students/rules';
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
  byNameBirth: Map<string, ExistingStudent[]>;
};

export function folded({ name, nativeName }: { name: string; nativeName: string | null }): string[] {
  return [name, nativeName ?? ''].map(normaliseName).filter(Boolean);
}

function studentsBy(pairs: readonly { key: string; student: ExistingStudent }[]) {
  const groups = groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, found]) => [key, found.map(({ student }) => student)]));
}

export function studentIndex(students: readonly ExistingStudent[]): StudentIndex {
  const pairs = students.flatMap((student) => {
    const names = new Set(folded(student));
    return student.phones.flatMap((phone) =>
      [...names].map((name) => ({ key: `${name}|${phone}`, student })),
    );
  });
  const births = students.flatMap((student) =>
    [...new Set(folded(student))].map((name) => ({ key: `${name}|${student.bornOn}`, student })),
  );
  return {
    byRoll: byRollNo(students),
    byNamePhone: studentsBy(pairs),
    byNameBirth: studentsBy(births),
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
 * Whether the child of a row is there already: by roll number, then by name and a guardian's number; without a roll number
 * also by name and day of birth, or who has no guardian's number either would come anew with each file. A roll number
 * that comes back with another name is a conflict for a person, never an update, and never a second child.
 */
export function matchStudent(record: Matchable, { byRoll, byNamePhone, byNameBirth }: StudentIndex): Match {
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
  if (!record.rollNo && record.bornOn) {
    for (const name of names) {
      for (const student of byNameBirth.get(`${name}|${record.bornOn}`) ?? []) {
        if (!found.has(student.id)) found.set(student.id, candidate(record, student, 'nameBirth'));
      }
    }
  }
  if (found.size === 0) return { kind: 'NEW' };
  return { kind: 'REVIEW', candidates: [...found.values()], choices: ['SAME', 'NEW', 'SKIP'] };
}
