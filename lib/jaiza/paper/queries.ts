import 'server-only';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { marksFromFlat } from '../rules';
import type { PaperOf } from './rules';

/** The paper of a test, for those who may see it; undefined before it is drawn, and for everyone else. */
export async function getPaper(
  tx: TenantTx,
  { institutionId, testId }: { institutionId: string; testId: string },
): Promise<PaperOf | undefined> {
  const paper = await tx.jaizaPaper.findFirst({
    where: { institutionId, testId },
    select: { id: true, seed: true, drawnOn: true, passages: true, marks: true },
  });
  if (!paper) return undefined;
  return {
    ...paper,
    drawnOn: fromDbDate(paper.drawnOn),
    passages: portionsFromFlat(paper.passages),
    marks: marksFromFlat(paper.marks),
  };
}
