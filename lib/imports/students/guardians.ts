import { normaliseName } from '@/lib/core/name';
import { parsePhones } from '../cells/phones';
import type { Remarks } from '../cells/remarks';
import { parseName } from '../cells/text';
import type { RowReader } from '../rules';
import { type Decision, type Match, note, refusal, warning } from '../schema';

export type GuardianRecord = {
  /** Set when this person is already in the institution. */
  id: string | null;
  name: string;
  /** E.164; what makes siblings' guardians one person. */
  phone: string;
  otherPhones: string[];
  relation: 'FATHER' | 'MOTHER' | 'OTHER';
  isPrimary: boolean;
  /** The rows whose remark looks like a wish that nothing goes to this number; its own row among them. */
  wishes: number[];
  /** As it was decided; before the saving nobody is silent. */
  optOut: boolean;
  /** The number is somebody's of another name, in the institution or further up in the file. */
  known: { id: string | null; name: string } | null;
};

/** By what a guardian is known again: one number may be two people's, but not under one name. */
export function guardianKey(phone: string, name: string): string {
  return `${phone}|${normaliseName(name)}`;
}

/** The guardians as the office decided: of one person with the holder of the number, or people of their own. */
export function settleGuardians(
  guardians: readonly GuardianRecord[],
  { checked: { match }, decision }: { checked: { match: Match }; decision: Decision | null },
): GuardianRecord[] {
  const joins = match.kind === 'REVIEW' && match.about === 'guardian' && decision === 'SAME';
  return guardians.map((guardian) =>
    joins && guardian.known ? { ...guardian, ...guardian.known } : guardian,
  );
}

type Args = { remarks: Remarks; isMinor: boolean; country: string; childName: string | null };

/**
 * The guardians of one row, the first contact first. The number is the father's; the mother becomes a guardian only
 * with a number of her own. A minor whom nobody can be reached for is refused (P14).
 */
export function readGuardians(reader: RowReader, { remarks, isMinor, country }: Args): GuardianRecord[] {
  const father = reader.read('father', parseName, { optional: true });
  const mother = reader.read('mother', parseName, { optional: true });
  const before = reader.issues.length;
  const main = reader.read('guardianPhone', (text) => parsePhones(text, country));
  const own = reader.read('motherPhone', (text) => parsePhones(text, country), { optional: true });
  const hers = own && own.primary !== main?.primary ? own : null;
  if (own && !hers) reader.add('motherPhone', note('motherSameNumber', { phone: own.primary }));

  const guardians: GuardianRecord[] = [];
  const shape = { id: null, known: null, isPrimary: false, optOut: false };
  const wishes = () => (remarks.optOut ? [reader.row] : []);
  if (main) {
    const name = father ?? (hers ? null : mother);
    const relation = father ? 'FATHER' : name ? 'MOTHER' : 'OTHER';
    if (!name) reader.add('father', refusal('guardianNameMissing'));
    else
      guardians.push({
        ...shape,
        wishes: wishes(),
        name,
        phone: main.primary,
        otherPhones: main.others,
        relation,
      });
  }
  if (hers) {
    if (mother) {
      guardians.push({
        ...shape,
        wishes: wishes(),
        name: mother,
        phone: hers.primary,
        otherPhones: hers.others,
        relation: 'MOTHER',
      });
    } else reader.add('motherPhone', warning('motherNameMissing', { phone: hers.primary }));
  }
  if (guardians.length > 0) soften(reader, before);
  else if (isMinor) {
    if (!reader.has('guardianPhone')) reader.add('guardianPhone', refusal('minorWithoutGuardian'));
    else if (!reader.refused) reader.add('guardianPhone', refusal('guardianUnreachable'));
  } else {
    soften(reader, before);
    reader.add('guardianPhone', warning('adultWithoutGuardian'));
  }
  putFirst(reader, guardians, remarks);
  return guardians;
}

/** A number that cannot be dialled stops nothing while somebody else can be reached. */
function soften(reader: RowReader, from: number): void {
  for (const issue of reader.issues.slice(from)) {
    if (issue.field === 'guardianPhone' && issue.severity === 'refusal') issue.severity = 'warning';
  }
}

function putFirst(reader: RowReader, guardians: GuardianRecord[], remarks: Remarks): void {
  const mother = guardians.find(({ relation }) => relation === 'MOTHER');
  if (remarks.motherFirst) {
    reader.add(
      'remarks',
      mother ? warning('motherFirst', { name: mother.name }) : warning('motherHasNoNumber'),
    );
  }
  const first = (remarks.motherFirst && mother) || guardians[0];
  if (!first) return;
  first.isPrimary = true;
  guardians.sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
}
