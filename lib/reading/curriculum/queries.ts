import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getSettings } from '@/lib/settings/queries';
import type { Curriculum } from './rules';
import { readCurriculum } from './schema';

/** What this institution teaches its readers. */
export async function getCurriculum(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<Curriculum> {
  return readCurriculum((await getSettings(tx, { institutionId })).curriculum);
}
