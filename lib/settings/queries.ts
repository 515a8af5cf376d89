import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Settings } from './schema';

/** Every section as it is kept; one query by the primary key. */
export async function getSettings(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<Settings> {
  const kept = await tx.institutionSettings.findUnique({
    where: { institutionId_id: { institutionId, id: institutionId } },
    select: {
      grading: true,
      revision: true,
      jaiza: true,
      terms: true,
      curriculum: true,
      progress: true,
      conversations: true,
    },
  });
  return (
    kept ?? {
      grading: null,
      revision: null,
      jaiza: null,
      terms: null,
      curriculum: null,
      progress: null,
      conversations: null,
    }
  );
}
