import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { type NotationProblem, parseRange } from '@/lib/quran/notation';
import { MAX_PORTIONS } from '../rules';

/** The portions that a teacher typed for a child, by the child's mushaf; several are parted by commas. */
export async function readPortions(
  tx: TenantTx,
  { institutionId, studentId, typed }: { institutionId: string; studentId: string; typed: string },
): Promise<{ ok: true; portions: number[]; layout: MushafLayout } | ({ ok: false } & NotationProblem)> {
  const [student] = await tx.$queryRaw<{ layout: MushafLayout }[]>`
    SELECT coalesce(s.mushaf, i.mushaf) AS layout FROM students s JOIN institutions i ON i.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const portions: number[] = [];
  for (const part of typed.split(/[,،;؛+]/).slice(0, MAX_PORTIONS)) {
    const parsed = parseRange(part, { layout: student.layout });
    if (!parsed.ok) return parsed;
    portions.push(...parsed.range);
  }
  return { ok: true, portions, layout: student.layout };
}
