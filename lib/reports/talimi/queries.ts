import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getProgressView } from '@/lib/progress/view/queries';
import { getSettings } from '@/lib/settings/queries';
import { schoolYear, schoolYearOf } from '../terms/rules';
import { readTerms } from '../terms/schema';
import { type TalimiReport, talimiReport } from './rules';

/** The report of a school year, this one unless named; undefined for a child that is not to be seen. */
export async function getTalimiReport(
  tx: TenantTx,
  {
    institution,
    studentId,
    today,
    year: named,
  }: {
    institution: { id: string; hijriOffset: number };
    studentId: string;
    today: LocalDate;
    year: number | undefined;
  },
): Promise<TalimiReport | undefined> {
  const institutionId = institution.id;
  const found = await getProgressView(tx, { institutionId, studentId, today });
  if (!found) return;
  const starts = readTerms((await getSettings(tx, { institutionId })).terms);
  const offset = institution.hijriOffset;
  const year = schoolYear(named ?? schoolYearOf(today, starts, offset), starts, offset);
  const given = await tx.termMark.findMany({
    where: { institutionId, studentId, schoolYear: year.year },
    select: { term: true, zabt: true, tajweed: true, salah: true, remark: true },
  });
  return talimiReport(found.facts, { view: found.view, year, given, today });
}
