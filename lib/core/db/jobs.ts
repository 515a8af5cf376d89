import 'server-only';
import { v7 } from 'uuid';
import type { AuditAction } from '../audit-actions';
import { queueAudit } from './audit-queue';
import type { TenantTx } from './tenant';

export type Task =
  | 'messages.compose'
  | 'messages.send'
  | 'messages.inbox'
  | 'messages.check'
  | 'messages.submit'
  | 'notices.publish'
  | 'notifications.push'
  | 'messages.tell'
  | 'messages.week'
  | 'messages.again'
  | 'messages.answer'
  | 'messages.try'
  | 'messages.erase'
  | 'imports.check'
  | 'imports.commit'
  | 'imports.undo'
  | 'imports.forget';

/** Writes a job in this very transaction: it exists exactly if the change does. `key` makes it one per thing:
 *  a second enqueue of a waiting job replaces it. Payloads hold ids only. */
export async function enqueue(
  tx: TenantTx,
  task: Task,
  job: { ids: Record<string, string>; key: string; runAt?: Date },
): Promise<void> {
  await tx.$executeRaw`SELECT app.enqueue(${task}, ${JSON.stringify(job.ids)}::jsonb, ${job.key}, ${job.runAt ?? null}::timestamptz)`;
}

/** As {@link enqueue}, for several jobs of a task in one statement. */
export async function enqueueAt(
  tx: TenantTx,
  task: Task,
  jobs: readonly { ids: Record<string, string>; key: string; runAt: Date }[],
): Promise<void> {
  if (jobs.length === 0) return;
  await tx.$queryRaw`SELECT count(app.enqueue(${task}, j.ids, j.key, j."runAt"))
    FROM jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) AS j(ids jsonb, key text, "runAt" timestamptz)`;
}

export type AuditEntry = {
  action: AuditAction;
  subject: string;
  subjectId: string;
  /** Only what changed, as `{ field: [before, after] }`, and ids. Never a health note, never a secret. */
  detail?: Record<string, unknown>;
};

/** An entry of the audit chain, written when this transaction's work is done: the chain is held from then until the
 *  commit and no longer, and what cannot be noted does not happen. */
export async function appendAudit(tx: TenantTx, entry: AuditEntry, id: string): Promise<void> {
  const { action, subject, subjectId, detail = {} } = entry;
  queueAudit(tx, { id, action, subject, subject_id: subjectId, detail });
}

/** As {@link appendAudit}, for many entries, in their order. */
export async function appendAuditMany(tx: TenantTx, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) await appendAudit(tx, entry, v7());
}
