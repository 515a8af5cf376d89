import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { addDays, dayNumber } from '@/lib/core/time';
import { refreshProgress } from '@/lib/progress/mutations';
import { saveSettings } from '@/lib/settings/mutations';
import { mayRelease } from './brake/rules';
import { recitedOn } from './memory/rules';
import { getChildMemories } from './queries';
import type { RevisionSettings } from './rules';
import type { OrderRevision, PlanRevision } from './schema';
import { getRevisionToday } from './today/queries';

/** A release holds for a week of lessons: who is still behind then is asked about again. */
const RELEASED_DAYS = 6;

type Who = Pick<Scope, 'institution' | 'today' | 'now'>;

export function saveRevision(tx: TenantTx, value: RevisionSettings, scope: Scope): Promise<void> {
  return saveSettings(tx, { section: 'revision', value: { ...value } }, scope);
}

type Decided = Partial<{
  amount: number | null;
  mode: string | null;
  queue: number[];
  queuedOn: Date | null;
  releasedUntil: Date;
}>;

/** Keeps what was decided of a child; one that the role does not see is NOT_FOUND. @returns what stood before */
async function decide(tx: TenantTx, studentId: string, decided: Decided, { institution, now }: Who) {
  const institutionId = institution.id;
  const student = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: {
      campusId: true,
      revisionPlan: { select: { amount: true, mode: true, queue: true, releasedUntil: true } },
    },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const { campusId, revisionPlan } = student;
  await tx.revisionPlan.upsert({
    where: { institutionId_studentId: { institutionId, studentId } },
    create: { institutionId, id: v7(), studentId, campusId, queue: [], ...decided },
    update: { ...decided, updatedAt: now },
  });
  return { amount: null, mode: null, queue: [], releasedUntil: null, ...revisionPlan };
}

/** How much manzil a day and whether the model may pull forward, for one child. */
export async function planRevision(
  tx: TenantTx,
  { studentId, amount, mode }: PlanRevision,
  who: Who,
): Promise<{ studentId: string }> {
  const before = await decide(tx, studentId, { amount, mode }, who);
  if (before.amount === amount && before.mode === mode) return { studentId };
  await refreshProgress(tx, { institutionId: who.institution.id, studentIds: [studentId], today: who.today });
  const detail = { amount: [before.amount, amount], mode: [before.mode, mode] };
  await appendAudit(
    tx,
    { action: 'revision.planned', subject: 'student', subjectId: studentId, detail },
    v7(),
  );
  return { studentId };
}

/** What the ustadh wants next, in his order; without units the plan has its own order again. */
export async function orderRevision(
  tx: TenantTx,
  { studentId, queue = [] }: OrderRevision,
  who: Who,
): Promise<{ studentId: string }> {
  const memory = (
    await getChildMemories(tx, { institutionId: who.institution.id, studentIds: [studentId] })
  ).get(studentId);
  const today = dayNumber(who.today);
  // Of what was heard today already, the order is for the days to come.
  const heard = memory?.states.some((state) => queue.includes(state.unit) && recitedOn(state) >= today);
  const queuedOn = queue.length > 0 ? toDbDate(heard ? addDays(who.today, 1) : who.today) : null;
  const before = await decide(tx, studentId, { queue, queuedOn }, who);
  if (before.queue.join() === queue.join()) return { studentId };
  await refreshProgress(tx, { institutionId: who.institution.id, studentIds: [studentId], today: who.today });
  const detail = { units: [before.queue, queue] };
  await appendAudit(
    tx,
    { action: 'revision.ordered', subject: 'student', subjectId: studentId, detail },
    v7(),
  );
  return { studentId };
}

/** Lets new sabaq go on though manzil holds it; what held it is noted. What only the head may lift is CONFLICT. */
export async function releaseSabaq(
  tx: TenantTx,
  { studentId }: { studentId: string },
  who: Who,
): Promise<{ studentId: string }> {
  const institutionId = who.institution.id;
  const [child] = await tx.$queryRaw<
    { id: string; programme: string; nextSabaq: number[]; nextSabqi: number[] }[]
  >`
    SELECT s.id, s.programme, coalesce(p.next_sabaq, '{}') AS "nextSabaq", coalesce(p.next_sabqi, '{}') AS "nextSabqi"
    FROM students s LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  const today = await getRevisionToday(tx, { institutionId, children: [child], on: who.today });
  const hold = today.get(studentId)?.hold;
  if (!hold) return { studentId };
  if (!mayRelease(hold)) throw new AppError('CONFLICT', 'notYoursToRelease');
  const until = addDays(who.today, RELEASED_DAYS);
  await decide(tx, studentId, { releasedUntil: toDbDate(until) }, who);
  const detail = { held: hold.code, ...hold.params, until };
  await appendAudit(tx, { action: 'sabaq.released', subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId };
}
