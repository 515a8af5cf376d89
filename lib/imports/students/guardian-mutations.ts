import 'server-only';
import { v7 } from 'uuid';
import { insertRows } from '@/lib/core/db/insert-rows';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords, normaliseName } from '@/lib/core/name';
import { keepStops } from '@/lib/guardians/stops/mutations';
import { type CommitContext, stampOf } from '../commit/schema';
import { guardianKey } from './guardians';
import type { StudentRecord } from './rules';

/** Guardian ids by `guardianKey`: of those in the institution and those made so far; of the latter, with the numbers
 *  that they have. */
export type Guardians = { known: Map<string, string>; made: Map<string, Set<string>> };

type Child = { id: string; campusId: string; record: StudentRecord };

/** Whom a guardian of a row is: known by the first number, or made of a sibling's row with one of the others. */
function findGuardian({ known, made }: Guardians, { phone, name, otherPhones }: Person): string | undefined {
  const others = otherPhones.flatMap((other) => known.get(guardianKey(other, name)) ?? []);
  return known.get(guardianKey(phone, name)) ?? others.find((id) => made.has(id));
}

type Person = { phone: string; name: string; otherPhones: readonly string[] };

/** Ties children to their guardians, making one person per number and name; siblings of other batches find the same one. */
export async function saveGuardians(
  tx: TenantTx,
  context: CommitContext,
  guardians: Guardians,
  children: readonly Child[],
): Promise<void> {
  const { import_id, ...base } = stampOf(context);
  const made: { id: string; name: string }[] = [];
  const numbers: { guardian_id: string; value: string; is_primary: boolean }[] = [];
  const ties = children.flatMap(({ id: studentId, campusId, record }) =>
    record.guardians.map(({ relation, isPrimary, optOut, ...person }) => {
      const { phone, name, otherPhones } = person;
      let guardianId = findGuardian(guardians, person);
      if (!guardianId) {
        guardianId = v7();
        guardians.made.set(guardianId, new Set());
        made.push({ id: guardianId, name });
      }
      const own = guardians.made.get(guardianId);
      for (const value of own ? [phone, ...otherPhones] : []) {
        if (own?.has(value)) continue;
        numbers.push({ guardian_id: guardianId, value, is_primary: own?.size === 0 });
        own?.add(value);
        if (!guardians.known.has(guardianKey(value, name)))
          guardians.known.set(guardianKey(value, name), guardianId);
      }
      const pair = { student_id: studentId, campus_id: campusId, guardian_id: guardianId };
      const messages = { receives_messages: !optOut, opted_out_at: optOut ? base.created_at : null };
      return { ...base, import_id, id: v7(), ...pair, relation, is_primary: isPrimary, ...messages };
    }),
  );
  await insertRows(
    tx,
    'guardians',
    made.map(({ id, name }) => ({
      ...base,
      import_id,
      id,
      name,
      sort_name: normaliseName(name),
      language: 'ur',
    })),
  );
  await insertRows(
    tx,
    'guardian_contacts',
    numbers.map((number) => ({ ...base, id: v7(), kind: 'PHONE', ...number })),
  );
  await insertRows(
    tx,
    'guardian_words',
    made.flatMap(({ id, name }) =>
      nameWords(name).map((word) => ({ ...base, id: v7(), guardian_id: id, word })),
    ),
  );
  const guardianIds = [...new Set(numbers.map(({ guardian_id }) => guardian_id))];
  await keepStops(tx, { institutionId: context.institutionId, guardianIds });
  // Father and mother of one row may turn out to be one person who is here already: such a tie is made once.
  await insertRows(tx, 'guardianships', ties);
}
