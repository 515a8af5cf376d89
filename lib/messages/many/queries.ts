import 'server-only';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getSchool, listAddressed } from '../compose/queries';
import { draftsOf } from '../drafts/queries';
import { lastSchoolDay } from '../drafts/rules';
import { kindOf } from '../kinds/schema';
import type { Unsent } from '../outbox/rules';
import type { ManyQuery } from './schema';

export interface Recipient {
  studentId: string;
  child: { name: string; nativeName: string | null };
  guardian: string;
  /** Why nothing goes; undefined when it does. */
  reason: Unsent | 'ALREADY' | 'NOTHING' | undefined;
}
export interface Audience {
  enabled: boolean;
  day: LocalDate;
  halqas: { id: string; name: string }[];
  studentIds: string[];
  recipients: Recipient[];
}

/** Who would get a message now, who not, and why: what the sender itself asks, before anybody presses the button. */
export async function getAudience(
  tx: TenantTx,
  { institutionId, today, kind, halqa }: ManyQuery & { institutionId: string; today: LocalDate },
): Promise<Audience> {
  const school = await getSchool(tx, { institutionId });
  const halqas = await tx.halqa.findMany({
    where: { institutionId, archivedOn: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const students = await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE', halqaId: halqa || { not: null } },
    select: { id: true },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
  });
  const studentIds = students.map(({ id }) => id);
  const day = kind === 'WELCOME' ? today : lastSchoolDay(today, school.weeklyHoliday);
  const first = kind === 'WELCOME' ? 'WELCOME' : 'WEEK';
  const drafts = await draftsOf(tx, { institutionId, kind, day, today, studentIds }, school);
  const children = await listAddressed(tx, { institutionId, kind, day, first }, studentIds);
  const guardians = await tx.guardian.findMany({
    where: { institutionId, children: { some: { studentId: { in: studentIds } } } },
    select: { id: true, name: true, contacts: { where: { kind: 'PHONE' }, select: { value: true } } },
  });
  const numbers = await tx.messageNumber.findMany({
    where: { institutionId, OR: [{ wrongAt: { not: null } }, { deadAt: { gt: toDbDate(day) } }] },
    select: { phone: true, wrongAt: true },
  });
  const byId = new Map(guardians.map((one) => [one.id, one]));
  const bad = new Map(
    numbers.map(({ phone, wrongAt }) => [phone, wrongAt ? 'WRONG_NUMBER' : 'DEAD_NUMBER'] as const),
  );
  const recipients = children.flatMap(({ studentId, name, nativeName, readers }) =>
    readers.map(({ guardianId, reach, known }): Recipient => {
      const gone = known.some(({ state }) => state !== 'SUPPRESSED' && state !== 'FAILED');
      const phone = byId.get(guardianId)?.contacts[0]?.value ?? '';
      const reason = gone
        ? 'ALREADY'
        : !drafts.has(studentId)
          ? 'NOTHING'
          : 'silence' in reach
            ? reach.silence
            : bad.get(phone);
      return { studentId, child: { name, nativeName }, guardian: byId.get(guardianId)?.name ?? '', reason };
    }),
  );
  return { enabled: kindOf(school.kinds, kind).enabled, day, halqas, studentIds, recipients };
}
