import 'server-only';
import { v7 } from 'uuid';
import { insertRows } from '@/lib/core/db/insert-rows';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords, normaliseName } from '@/lib/core/name';
import { keepStops } from '@/lib/guardians/stops/mutations';
import { type CommitContext, stampOf } from '../commit/schema';
import { guardianKey } from './guardians';
import type { StudentRecord } from './rules';

/** Guardian ids by `guardianKey`, of those in the institution and those made so far. */
export type Guardians = Map<string, string>;

type Child = { id: string; campusId: string; record: StudentRecord };

/** Ties children to their guardians, making one person per number and name; siblings of other batches find the same one. */
export async function saveGuardians(
  tx: TenantTx,
  context: CommitContext,
  guardians: Guardians,
  children: readonly Child[],
): Promise<void> {
  const { import_id, ...base } = stampOf(context);
  const made: { id: string; name: string; phones: string[] }[] = [];
  const ties = children.flatMap(({ id: studentId, campusId, record }) =>
    record.guardians.map(({ phone, name, otherPhones, relation, isPrimary, optOut }) => {
      const key = guardianKey(phone, name);
      let guardianId = guardians.get(key);
      if (!guardianId) {
        guardianId = v7();
        guardians.set(key, guardianId);
        made.push({ id: guardianId, name, phones: [phone, ...otherPhones] });
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
    made.flatMap(({ id, phones }) =>
      phones.map((value, i) => ({
        ...base,
        id: v7(),
        guardian_id: id,
        kind: 'PHONE',
        value,
        is_primary: i === 0,
      })),
    ),
  );
  await insertRows(
    tx,
    'guardian_words',
    made.flatMap(({ id, name }) =>
      nameWords(name).map((word) => ({ ...base, id: v7(), guardian_id: id, word })),
    ),
  );
  const guardianIds = made.map(({ id }) => id);
  await keepStops(tx, { institutionId: context.institutionId, guardianIds });
  // Father and mother of one row may turn out to be one person who is here already: such a tie is made once.
  await insertRows(tx, 'guardianships', ties);
}
