import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { countReach, familiesOf, listReceived, staffOf } from './queries';
import { type Audience, type NoticeAnswer, publishTime, reachTotal, readAudience, shownReach } from './rules';
import type { AcknowledgeNotice, NoticeDraft, WithdrawNotice } from './schema';
import type { ReceivedNotice } from './view/schema';

type Seat = { audienceId: string; campusId: string | null; halqaId: string | null };

/** Where an audience lies. Throws NOT_FOUND for one that the sender has not, INVALID for more than theirs. */
async function seatOf(tx: TenantTx, scope: Scope, audience: Audience): Promise<Seat> {
  const institutionId = scope.institution.id;
  if (audience.kind === 'ALL') {
    if (scope.role !== 'admin') throw new AppError('INVALID', 'whichAudience', { field: 'audience' });
    return { audienceId: institutionId, campusId: null, halqaId: null };
  }
  const { id } = audience;
  const where = { institutionId_id: { institutionId, id } };
  if (audience.kind === 'CAMPUS') {
    if (!(await tx.campus.findUnique({ where, select: { id: true } })))
      throw new AppError('NOT_FOUND', 'notFound');
    return { audienceId: id, campusId: id, halqaId: null };
  }
  const halqa = await tx.halqa.findUnique({ where, select: { campusId: true } });
  if (!halqa) throw new AppError('NOT_FOUND', 'notFound');
  return { audienceId: id, campusId: halqa.campusId, halqaId: id };
}

type Sent = {
  id: string;
  institutionId: string;
  audience: Audience;
  toFamilies: boolean;
  toStaff: boolean;
  campusId: string | null;
};

/** One receipt for each reader there is now, in one statement, and the devices that asked to be told. */
async function deliver(tx: TenantTx, notice: Sent): Promise<void> {
  const { id, institutionId, audience, toFamilies, toStaff, campusId } = notice;
  await tx.$executeRaw`
    INSERT INTO notice_receipts (institution_id, id, notice_id, campus_id, guardian_id, staff_id)
    SELECT ${institutionId}::uuid, gen_random_uuid(), ${id}::uuid, ${campusId}::uuid, x.guardian_id, x.staff_id FROM (
      SELECT g.guardian_id, NULL::uuid AS staff_id FROM (${familiesOf(institutionId, audience)}) g WHERE ${toFamilies}
      UNION ALL SELECT NULL::uuid, f.staff_id FROM (${staffOf(institutionId, audience)}) f WHERE ${toStaff}) x
    ON CONFLICT DO NOTHING`;
  await enqueue(tx, 'notifications.push', { ids: { noticeId: id }, key: `notice ${id}` });
}

/**
 * Says first whom a notice reaches; sent again with that figure it goes, at once or at its hour. A figure that has
 * changed meanwhile is said anew. The same id again is the same notice.
 */
export async function sendNotice(tx: TenantTx, draft: NoticeDraft, scope: Scope): Promise<NoticeAnswer> {
  const institutionId = scope.institution.id;
  const audience = readAudience(draft.audience);
  const seat = await seatOf(tx, scope, audience);
  const at = publishTime(draft, { now: scope.now, today: scope.today, timeZone: scope.institution.timeZone });
  if (at === 'past' || at === 'far') throw new AppError('INVALID', at, { field: 'day' });
  const [families, staff] = [draft.families === 'on', draft.staff === 'on'];
  const reach = await countReach(tx, { institutionId, audience, families, staff });
  if (reachTotal(reach) === 0) throw new AppError('INVALID', 'nobodyThere', { field: 'audience' });
  const shown = shownReach(draft, reach);
  if (draft.counted !== shown) return { asked: { ...reach, at: at?.toISOString() ?? null, shown } };
  const { count } = await tx.notice.createMany({
    data: [
      {
        ...{ institutionId, id: draft.id, ...seat, toFamilies: families, toStaff: staff },
        ...{ title: draft.title, body: draft.body, urgent: draft.urgent === 'on', createdBy: scope.userId },
        ...(at ? { publishAt: at } : { publishAt: scope.now, publishedAt: scope.now, state: 'PUBLISHED' }),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return { id: draft.id };
  if (at) await enqueue(tx, 'notices.publish', { ids: { noticeId: draft.id }, key: draft.id, runAt: at });
  else
    await deliver(tx, {
      id: draft.id,
      institutionId,
      audience,
      toFamilies: families,
      toStaff: staff,
      ...seat,
    });
  const detail = { audience: draft.audience, readers: reachTotal(reach), urgent: draft.urgent === 'on' };
  const action = at ? 'notices.planned' : 'notices.sent';
  await appendAudit(tx, { action, subject: 'notice', subjectId: draft.id, detail }, v7());
  return { id: draft.id };
}

/** The hour of a notice has come: to whoever belongs to its audience now. Twice is once; one withdrawn meanwhile stays.
 *  The database's clock decides, as it does when the job comes: by that of a machine which is late it would never go. */
export async function publishNotice(
  tx: TenantTx,
  { institutionId, noticeId }: { institutionId: string; noticeId: string },
): Promise<void> {
  const rows = await tx.$queryRaw<
    { campusId: string | null; halqaId: string | null; toFamilies: boolean; toStaff: boolean }[]
  >(sql`UPDATE notices SET state = 'PUBLISHED', published_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE institution_id = ${institutionId}::uuid AND id = ${noticeId}::uuid AND state = 'WAITING' AND publish_at <= clock_timestamp()
    RETURNING campus_id AS "campusId", halqa_id AS "halqaId", to_families AS "toFamilies", to_staff AS "toStaff"`);
  const [notice] = rows;
  if (!notice) return;
  const { campusId, halqaId } = notice;
  const audience: Audience = halqaId
    ? { kind: 'HALQA', id: halqaId }
    : campusId
      ? { kind: 'CAMPUS', id: campusId }
      : { kind: 'ALL' };
  await deliver(tx, { ...notice, id: noticeId, institutionId, audience });
}

/** Takes a notice back: its words are the office's alone from then on, its title and the reason stay for the readers. */
export async function withdrawNotice(
  tx: TenantTx,
  { id, reason }: WithdrawNotice,
  scope: Scope,
): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const known = await tx.notice.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: { state: true, campusId: true },
  });
  // A campus's office reads what is for everybody; taking it back is for whoever may send it.
  if (!known || (scope.role !== 'admin' && !known.campusId)) throw new AppError('NOT_FOUND', 'notFound');
  const { count } = await tx.notice.updateMany({
    where: { institutionId, id, state: { not: 'WITHDRAWN' } },
    data: { state: 'WITHDRAWN', withdrawnAt: scope.now, reason, updatedAt: scope.now },
  });
  if (count > 0)
    await appendAudit(
      tx,
      { action: 'notices.withdrawn', subject: 'notice', subjectId: id, detail: { reason } },
      v7(),
    );
  return { id };
}

const ownReceipts = ({ role, userId }: Scope) =>
  role === 'guardian' ? { guardian: { userId } } : { staff: { userId } };

/** The reader has it open. */
async function markNoticeRead(tx: TenantTx, scope: Scope, noticeId: string): Promise<void> {
  await tx.noticeReceipt.updateMany({
    where: { institutionId: scope.institution.id, noticeId, readAt: null, ...ownReceipts(scope) },
    data: { readAt: scope.now, updatedAt: scope.now },
  });
}

/** The reader says so; for an urgent one. Throws NOT_FOUND for a notice that is not theirs. */
export async function acknowledgeNotice(
  tx: TenantTx,
  { id }: AcknowledgeNotice,
  scope: Scope,
): Promise<{ id: string }> {
  const where = { institutionId: scope.institution.id, noticeId: id, ...ownReceipts(scope) };
  if ((await tx.noticeReceipt.count({ where })) === 0) throw new AppError('NOT_FOUND', 'notFound');
  await tx.noticeReceipt.updateMany({
    where: { ...where, acknowledgedAt: null },
    data: { acknowledgedAt: scope.now, updatedAt: scope.now },
  });
  return { id };
}

/** A notice as its reader's page shows it, and that it was opened. Undefined when there is none for the reader. */
export async function openNotice(
  tx: TenantTx,
  scope: Scope,
  id: string,
): Promise<ReceivedNotice | undefined> {
  const { notices } = await listReceived(tx, scope, { page: 1, id });
  const [notice] = notices;
  if (notice?.receipt && !notice.receipt.readAt) await markNoticeRead(tx, scope, id);
  return notice;
}
