import { readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { checkImport } from '@/lib/imports/check/mutations';
import { commitImport } from '@/lib/imports/commit/mutations';
import { decideSilence } from '@/lib/imports/decisions/mutations';
import { askCommit, startImport } from '@/lib/imports/mutations';
import { tallyRows } from '@/lib/imports/queries';
import type { ImportKind, SilenceChoice } from '@/lib/imports/schema';

export const WORDING = 'The institution holds parental consent for these children.';

/** A job as the worker would hand it over, entering anew each time. */
export function jobOf(scope: Scope, importId: string, { last = false } = {}): JobEntrance {
  return {
    last,
    ids: { importId },
    enter: async () => ({
      context: (await scope.renew!())!,
      institutionId: scope.institution.id,
      userId: scope.userId,
      role: scope.role,
      timeZone: scope.institution.timeZone,
    }),
  };
}

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path.join(import.meta.dirname, '../fixtures/jamia-noor', name)));
}

/** Uploads and checks. @returns the import's id */
export async function check(
  scope: Scope,
  content: Uint8Array<ArrayBuffer>,
  { kind = null, pasted = false }: { kind?: ImportKind | null; pasted?: boolean } = {},
): Promise<string> {
  const id = v7();
  const fresh = { ...scope, context: (await scope.renew!())! };
  await inTenant(fresh, (tx) => startImport(tx, scope, { id, kind, fileName: 'test.csv', content, pasted }));
  await checkImport(jobOf(scope, id));
  return id;
}

export async function commit(scope: Scope, id: string): Promise<void> {
  const fresh = { ...scope, context: (await scope.renew!())! };
  await inTenant(fresh, (tx) => askCommit(tx, scope, { id, wording: WORDING }));
  await commitImport(jobOf(scope, id));
}

/** The whole way of a file, all its wishes for silence answered alike. @returns the import's id */
export async function bring(
  scope: Scope,
  content: Uint8Array<ArrayBuffer>,
  silence: SilenceChoice = 'SILENT',
): Promise<string> {
  const id = await check(scope, content);
  const fresh = { ...scope, context: (await scope.renew!())! };
  await inTenant(fresh, async (tx) => {
    const { wishes } = await tallyRows(tx, { institutionId: scope.institution.id, id });
    if (wishes.asked > 0) await decideSilence(tx, scope, { id, silence });
  });
  await commit(scope, id);
  return id;
}
