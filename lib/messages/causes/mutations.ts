import 'server-only';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { enqueue, enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { tell } from '../compose/mutations';
import { getSchool } from '../compose/queries';
import { lastSchoolDay } from '../drafts/rules';
import { nextWeekEnd } from '../kinds/rules';
import { kindOf } from '../kinds/schema';

type Of = { institutionId: string; timeZone: string; today: LocalDate; now: Date };
type Cause =
  | { kind: 'ABSENCE_ALERT'; halqaId: string; date: LocalDate; session: string }
  | { kind: 'TEST_RESULT'; studentId: string; testId: string }
  | { kind: 'WELCOME'; studentId: string }
  | { kind: 'WEEKLY_REPORT'; halqaId: string; date: LocalDate };

/** Writes what families hear of something that has happened; nothing where it is not so any more. */
export async function tellOf(tx: TenantTx, of: Of, cause: Cause): Promise<void> {
  const { institutionId, today } = of;
  const { kind } = cause;
  if (kind === 'WELCOME') {
    await tell(tx, { ...of, kind, day: today, studentIds: [cause.studentId], first: 'WELCOME' });
    return;
  }
  if (kind === 'TEST_RESULT') {
    const held = await tx.jaizaResult.findFirst({
      where: { institutionId, testId: cause.testId },
      select: { heldOn: true },
    });
    if (!held) return;
    await tell(tx, {
      ...of,
      kind,
      day: fromDbDate(held.heldOn),
      studentIds: [cause.studentId],
      first: cause.testId,
    });
    return;
  }
  const { halqaId, date } = cause;
  if (kind === 'ABSENCE_ALERT') {
    // An absence written down days later is no news, and no alarm.
    if (date !== today) return;
    const { session } = cause;
    const marked = await tx.attendance.findMany({
      where: { institutionId, halqaId, date: toDbDate(date), session },
      select: { studentId: true },
    });
    const studentIds = marked.map(({ studentId }) => studentId);
    await tell(tx, { ...of, kind, day: date, studentIds, first: session });
    return;
  }
  const there = await tx.student.findMany({
    where: { institutionId, halqaId, status: 'ACTIVE' },
    select: { id: true },
  });
  await tell(tx, { ...of, kind, day: date, studentIds: there.map(({ id }) => id), first: 'WEEK' });
}

/** Has an absence told, or taken back: once the ustadh has been quiet for a moment. */
export const askAbsences = (
  tx: TenantTx,
  { halqaId, date, session }: { halqaId: string; date: LocalDate; session: string },
): Promise<void> =>
  enqueue(tx, 'messages.tell', {
    ids: { kind: 'ABSENCE_ALERT', halqaId, date, session },
    key: `absence:${halqaId}:${date}:${session}`,
  });

export const askResult = (
  tx: TenantTx,
  { studentId, testId }: { studentId: string; testId: string },
): Promise<void> =>
  enqueue(tx, 'messages.tell', { ids: { kind: 'TEST_RESULT', studentId, testId }, key: `result:${testId}` });

export const askWelcome = (tx: TenantTx, studentId: string): Promise<void> =>
  enqueue(tx, 'messages.tell', { ids: { kind: 'WELCOME', studentId }, key: `welcome:${studentId}` });

/** Has the week of these halqas told. */
export const askWeek = (
  tx: TenantTx,
  halqaIds: readonly string[],
  date: LocalDate,
  now: Date,
): Promise<void> =>
  enqueueAt(
    tx,
    'messages.tell',
    halqaIds.map((halqaId) => ({
      ids: { kind: 'WEEKLY_REPORT', halqaId, date },
      key: `week:${halqaId}:${date}`,
      runAt: now,
    })),
  );

/** The next end of a school week, one job for the institution: whoever asks again moves it. */
export async function scheduleWeek(
  tx: TenantTx,
  { institutionId, timeZone, now }: Omit<Of, 'today'>,
): Promise<void> {
  const { kinds, weeklyHoliday } = await getSchool(tx, { institutionId });
  const settings = kindOf(kinds, 'WEEKLY_REPORT');
  if (!settings.enabled) return;
  const runAt = nextWeekEnd(settings, now, { timeZone, weeklyHoliday });
  await enqueue(tx, 'messages.week', { ids: {}, key: 'week', runAt });
}

/** A school week has ended: its reports, and the next one's job. Fired twice, it tells once. */
export async function tellWeek(tx: TenantTx, of: Of): Promise<void> {
  const { institutionId, today, now } = of;
  const { kinds, weeklyHoliday } = await getSchool(tx, of);
  await scheduleWeek(tx, of);
  if (!kindOf(kinds, 'WEEKLY_REPORT').enabled) return;
  const halqas = await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE', halqaId: { not: null } },
    select: { halqaId: true },
    distinct: ['halqaId'],
  });
  const day = lastSchoolDay(today, weeklyHoliday);
  await askWeek(
    tx,
    halqas.flatMap(({ halqaId }) => halqaId ?? []),
    day,
    now,
  );
}
