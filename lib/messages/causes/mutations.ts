import 'server-only';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { enqueue, enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { type LocalDate, localDateAt } from '@/lib/core/time';
import { tell } from '../compose/mutations';
import { getSchool, ofHalqaDay } from '../compose/queries';
import { lastSchoolDay } from '../drafts/rules';
import { nextWeekEnd } from '../kinds/rules';
import { kindOf } from '../kinds/schema';
import { alarmExtent, resultExtent } from '../rules';

type Of = { institutionId: string; timeZone: string; today: LocalDate; now: Date };
type Cause =
  | { kind: 'ABSENCE_ALERT'; halqaId: string; date: LocalDate; session: string }
  | { kind: 'TEST_RESULT'; studentId: string; testId: string }
  | { kind: 'WELCOME'; studentId: string }
  | { kind: 'WEEKLY_REPORT'; halqaId: string; date: LocalDate };

/** Writes what families hear of something that has happened; nothing where it is not so any more. */
export async function tellOf(tx: TenantTx, of: Of, cause: Cause): Promise<void> {
  const { institutionId, timeZone, today } = of;
  const { kind } = cause;
  if (kind === 'WELCOME') {
    await tell(tx, { ...of, kind, day: today, studentIds: [cause.studentId], first: 'WELCOME' });
    return;
  }
  if (kind === 'TEST_RESULT') {
    const held = await tx.jaizaResult.findFirst({
      where: { institutionId, testId: cause.testId },
      select: { heldOn: true, updatedAt: true },
    });
    if (!held) return;
    const day = fromDbDate(held.heldOn);
    const writtenOn = localDateAt(held.updatedAt, timeZone);
    await tell(tx, {
      ...of,
      kind,
      day,
      studentIds: [cause.studentId],
      first: cause.testId,
      extentOf: () => resultExtent({ heldOn: day, writtenOn }),
    });
    return;
  }
  const { halqaId, date } = cause;
  if (kind === 'ABSENCE_ALERT') {
    await tellAbsences(tx, of, cause);
    return;
  }
  const there = await tx.student.findMany({
    where: { institutionId, halqaId, status: 'ACTIVE' },
    select: { id: true },
  });
  await tell(tx, { ...of, kind, day: date, studentIds: there.map(({ id }) => id), first: 'WEEK' });
}

/**
 * The absences of one session. One alarm a day for each child: whoever is known to be absent from another session of the
 * day is not told of again; when that alarm is taken back, this absence comes up in its place.
 */
async function tellAbsences(
  tx: TenantTx,
  of: Of,
  { halqaId, date, session }: { halqaId: string; date: LocalDate; session: string },
): Promise<void> {
  const { institutionId, timeZone, today } = of;
  const day = toDbDate(date);
  const kind = 'ABSENCE_ALERT';
  // Sessions that arrive together are told by jobs that run side by side: the second looks at what the first has said.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`absences:${institutionId}:${halqaId}:${date}`}, 0))`;
  const marks = await tx.attendance.findMany({
    where: await ofHalqaDay(tx, { institutionId, halqaId, date }),
    select: { studentId: true, session: true, status: true, updatedAt: true },
  });
  const here = marks.filter((mark) => mark.session === session);
  const studentIds = here.map(({ studentId }) => studentId);
  const elsewhere = marks.filter(
    (mark) => mark.session !== session && mark.status === 'ABSENT' && studentIds.includes(mark.studentId),
  );
  const known =
    elsewhere.length === 0
      ? []
      : await tx.delivery.findMany({
          where: {
            institutionId,
            kind,
            day,
            studentId: { in: elsewhere.map(({ studentId }) => studentId) },
          },
          select: { studentId: true, purpose: true, state: true },
        });
  const alarmed = (studentId: string, of: string, only?: 'standing') =>
    known.some(
      (one) =>
        one.studentId === studentId &&
        one.purpose.startsWith(of) &&
        !(only && (one.state === 'SUPPRESSED' || one.state === 'FAILED')),
    );
  const markedOn = new Map(here.map((row) => [row.studentId, localDateAt(row.updatedAt, timeZone)]));
  const extentOf = (id: string) =>
    elsewhere.some((mark) => mark.studentId === id && alarmed(id, mark.session, 'standing'))
      ? ('TOLD' as const)
      : alarmExtent({ day: date, today, markedOn: markedOn.get(id)! });
  await tell(tx, { ...of, kind, day: date, studentIds, first: session, extentOf });
  const came = new Set(here.flatMap(({ studentId, status }) => (status === 'ABSENT' ? [] : studentId)));
  const next = elsewhere.filter(
    (mark) =>
      came.has(mark.studentId) && alarmed(mark.studentId, session) && !alarmed(mark.studentId, mark.session),
  );
  await enqueueAt(
    tx,
    'messages.tell',
    [...new Set(next.map((mark) => mark.session))].map((other) => ({
      ids: { kind, halqaId, date, session: other },
      key: absenceKey({ halqaId, date, session: other }),
      runAt: of.now,
    })),
  );
}

const absenceKey = ({ halqaId, date, session }: { halqaId: string; date: LocalDate; session: string }) =>
  `absence:${halqaId}:${date}:${session}`;

/** Has an absence told, or taken back: once the ustadh has been quiet for a moment. */
export const askAbsences = (
  tx: TenantTx,
  { halqaId, date, session }: { halqaId: string; date: LocalDate; session: string },
): Promise<void> =>
  enqueue(tx, 'messages.tell', {
    ids: { kind: 'ABSENCE_ALERT', halqaId, date, session },
    key: absenceKey({ halqaId, date, session }),
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
