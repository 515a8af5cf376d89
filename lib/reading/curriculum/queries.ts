import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getSettings } from '@/lib/settings/queries';
import { getReading } from '../queries';
import { isReadingKind } from '../steps/rules';
import type { ReadingOf } from '../view/schema';
import type { Curriculum } from './rules';
import { readCurriculum } from './schema';

/** What this institution teaches its readers. */
export async function getCurriculum(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<Curriculum> {
  return readCurriculum((await getSettings(tx, { institutionId })).curriculum);
}

/** How far a child has come with reading; null, and nothing asked, for one whose programme does not read. */
export async function getReadingOf(
  tx: TenantTx,
  { institutionId, studentId, programme }: { institutionId: string; studentId: string; programme: string },
): Promise<ReadingOf | null> {
  if (!isReadingKind(programme)) return null;
  const history = await getReading(tx, { institutionId, studentId, limit: 7 });
  return history && { history, curriculum: await getCurriculum(tx, { institutionId }) };
}
