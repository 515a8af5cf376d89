import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { MarkSpoken } from './schema';

/** Notes that a word was had about a child; the same id again is the same word. A foreign child is NOT_FOUND, a day to
 *  come INVALID. What was said is the office's alone: the trail holds that it was, on which day and why. */
export async function markSpoken(
  tx: TenantTx,
  input: MarkSpoken,
  scope: Scope,
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const { id, studentId, reasons, spokenOn, note } = input;
  if (spokenOn > scope.today) throw new AppError('INVALID', 'futureDate', { field: 'spokenOn' });
  const child = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: { campusId: true },
  });
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  const made = await tx.careWord.createMany({
    data: [
      {
        institutionId,
        id,
        studentId,
        campusId: child.campusId,
        reasons: [...new Set(reasons)],
        spokenOn: toDbDate(spokenOn),
        note,
        recordedBy: scope.userId,
      },
    ],
    skipDuplicates: true,
  });
  const detail = { date: spokenOn, reasons };
  if (made.count > 0)
    await appendAudit(tx, { action: 'care.spoken', subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId };
}
