import 'server-only';
import { v7 } from 'uuid';
import { appendAudit, enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { askWeek } from '../causes/mutations';
import { getSchool } from '../compose/queries';
import { lastSchoolDay } from '../drafts/rules';
import { kindOf } from '../kinds/schema';
import type { ManyQuery } from './schema';

/** Has a message told to many: jobs alone, so that the answer does not wait for a thousand families. */
export async function sendMany(
  tx: TenantTx,
  { kind, halqa }: ManyQuery,
  { institutionId, today, now }: { institutionId: string; today: LocalDate; now: Date },
): Promise<void> {
  const { kinds, weeklyHoliday } = await getSchool(tx, { institutionId });
  if (!kindOf(kinds, kind).enabled) throw new AppError('CONFLICT', 'kindOff');
  const students = await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE', halqaId: halqa || { not: null } },
    select: { id: true, halqaId: true },
  });
  if (students.length === 0) throw new AppError('CONFLICT', 'nobody');
  if (kind === 'WELCOME')
    await enqueueAt(
      tx,
      'messages.tell',
      students.map(({ id: studentId }) => ({
        ids: { kind, studentId },
        key: `welcome:${studentId}`,
        runAt: now,
      })),
    );
  else {
    const halqas = [...new Set(students.flatMap(({ halqaId }) => halqaId ?? []))];
    await askWeek(tx, halqas, lastSchoolDay(today, weeklyHoliday), now);
  }
  await appendAudit(
    tx,
    { action: 'messages.sentToMany', subject: 'institution', subjectId: institutionId, detail: { kind } },
    v7(),
  );
}
