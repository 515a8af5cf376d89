import 'server-only';
import type { AuditAction } from '../audit-actions';
import type { Prisma } from './generated/client';

type Row = { id: string; action: AuditAction; subject: string; subject_id: string; detail: object };

// One for the process: a bundler may keep this file once for pages and once for routes, and an entry that one half
// queued and the other half never finds would be an entry lost.
const key = Symbol.for('hifzpro.audit-queue');
const shared = globalThis as typeof globalThis & { [key]?: WeakMap<object, Row[]> };
shared[key] ??= new WeakMap();
const waiting = shared[key];

/** Keeps an entry until the transaction's work is done. */
export function queueAudit(tx: object, row: Row): void {
  const rows = waiting.get(tx);
  if (rows) rows.push(row);
  else waiting.set(tx, [row]);
}

/** The last statement of a transaction: everything it noted, in one call. Only inTenant calls it. */
export async function flushAudit(tx: Prisma.TransactionClient): Promise<void> {
  const rows = waiting.get(tx);
  if (!rows) return;
  waiting.delete(tx);
  await tx.$executeRaw`SELECT audit.append_many(${JSON.stringify(rows)}::jsonb)`;
}
