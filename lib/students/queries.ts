import 'server-only';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { type Programme, rollAfter, rollPattern } from './rules';

/** The next free roll number in the institution's own way of numbering. */
export async function getNextRollNo(
  tx: TenantTx,
  { institutionId, today }: { institutionId: string; today: LocalDate },
): Promise<string> {
  // Ids are ordered in time, so the newest children have the highest.
  const newest = await tx.student.findMany({
    where: { institutionId, rollNo: { not: null } },
    select: { rollNo: true },
    orderBy: { id: 'desc' },
    take: 20,
  });
  const pattern = rollPattern(
    newest.flatMap(({ rollNo }) => rollNo ?? []),
    today,
  );
  const { prefix } = pattern;
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    SELECT coalesce(max(substr(roll_no, ${prefix.length + 1}::int)::int), 0)::int AS last FROM students
    WHERE institution_id = ${institutionId}::uuid AND starts_with(roll_no, ${prefix})
      AND substr(roll_no, ${prefix.length + 1}::int) ~ '^[0-9]{1,9}$'`;
  return rollAfter(pattern, row?.last ?? 0);
}

export type StudentForm = {
  id: string;
  updatedAt: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  bornOn: LocalDate | null;
  gender: string | null;
  mushaf: string | null;
  direction: string;
  startJuz: number;
  status: string;
  programme: Programme;
  halqaId: string | null;
};

/** One child as the forms need it; undefined when there is none. */
export async function getStudentForm(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
): Promise<StudentForm | undefined> {
  const row = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      id: true,
      updatedAt: true,
      name: true,
      nativeName: true,
      rollNo: true,
      bornOn: true,
      gender: true,
      mushaf: true,
      direction: true,
      startJuz: true,
      status: true,
      programme: true,
      halqaId: true,
    },
  });
  if (!row) return;
  return {
    ...row,
    programme: row.programme as Programme,
    updatedAt: row.updatedAt.toISOString(),
    bornOn: row.bornOn && fromDbDate(row.bornOn),
  };
}
