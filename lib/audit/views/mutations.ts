import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';

/** Notes that the child's record was opened by whoever the context names, in the transaction that reads it: no note, no
 *  record. Guardians of the child and jobs leave none. */
export async function noteView(tx: TenantTx, studentId: string): Promise<void> {
  await tx.$executeRaw`SELECT audit.view(${studentId}::uuid)`;
}
