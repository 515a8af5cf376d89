import 'server-only';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { RecordView } from './schema';

/** Who opened a child's record, the latest day first. A guardian gets those of the own children, by the policies. */
export async function listViews(
  tx: TenantTx,
  { institutionId, studentId, limit }: { institutionId: string; studentId: string; limit: number },
): Promise<RecordView[]> {
  const rows = await tx.recordView.findMany({
    where: { institutionId, studentId },
    select: {
      id: true,
      day: true,
      role: true,
      name: true,
      nativeName: true,
      ticket: true,
      times: true,
      firstAt: true,
      lastAt: true,
    },
    orderBy: [{ day: 'desc' }, { lastAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, day: fromDbDate(row.day) }));
}
