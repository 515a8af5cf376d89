import { v7 } from 'uuid';
import { inTenant } from '@/lib/core/db/tenant';
import { runCommands } from '@/lib/sync/mutations';
import type { School } from '../integration/sync-school';

/** What a phone sends, with an id that it made itself. */
export const command = (kind: string, input: unknown) => ({ id: v7(), kind, input });
/** The batch, sent by the teacher of the house. */
export const run = (house: School, ...commands: ReturnType<typeof command>[]) =>
  runCommands(house.teacher, { commands });

export const progressOf = (house: School, studentId: string) =>
  inTenant(house.teacher, (tx) =>
    tx.studentProgress.findFirst({ where: { institutionId: house.id, studentId } }),
  );
