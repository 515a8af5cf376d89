import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { ReportLanguage } from './schema';

/** That a child's report left the house stands in the trail, before it does. Throws NOT_FOUND for a child not to be seen. */
export async function noteReport(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    year,
    lang,
  }: { institutionId: string; studentId: string; year: number | undefined; lang: ReportLanguage },
): Promise<void> {
  if (!(await tx.student.count({ where: { institutionId, id: studentId } })))
    throw new AppError('NOT_FOUND', 'notFound');
  await appendAudit(
    tx,
    {
      action: 'reports.exported',
      subject: 'student',
      subjectId: studentId,
      detail: { ...(year !== undefined && { year }), language: lang },
    },
    v7(),
  );
}
