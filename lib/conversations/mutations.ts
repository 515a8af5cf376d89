import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getConversation, getHours, getHoursFor } from './queries';
import { deskOf, isAsked, sideOf } from './rules';
import type { AskSchool, Desk, NoteInside, Say, SetState, Side, WriteToFamily } from './schema';
import type { ConversationPage } from './view/schema';

/** Somebody who reads the page now has no need to be told on their phone. */
const PUSH_AFTER_MS = 5000;

type Place = { id: string; studentId: string; campusId: string; guardianId: string; desk: Desk };

/** What the school does is in the trail, never what was said. */
async function note(
  tx: TenantTx,
  scope: Scope,
  action:
    | 'conversations.began'
    | 'conversations.answered'
    | 'conversations.read'
    | 'conversations.noted'
    | 'conversations.closed'
    | 'conversations.reopened',
  { id, studentId, guardianId }: Pick<Place, 'id' | 'studentId' | 'guardianId'>,
): Promise<void> {
  if (sideOf(scope.role) === 'FAMILY') return;
  const detail = { conversationId: id, guardianId };
  await appendAudit(tx, { action, subject: 'student', subjectId: studentId, detail }, v7());
}

/** Writes the message and sets the conversation so that the other side sees it waits. @returns whether it was new */
async function write(
  tx: TenantTx,
  scope: Scope,
  { id: conversationId, studentId, campusId, guardianId, desk }: Place,
  message: { id: string; body: string },
): Promise<boolean> {
  const institutionId = scope.institution.id;
  const side = sideOf(scope.role);
  const { count } = await tx.conversationMessage.createMany({
    data: [
      {
        ...{ institutionId, conversationId, studentId, campusId, guardianId, desk, side, ...message },
        role: scope.role,
        authorId: scope.userId,
        createdAt: scope.now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  const theirs = side === 'FAMILY' ? { schoolUnread: true } : { familyUnread: true };
  const ours = side === 'FAMILY' ? { familyUnread: false, familyReadAt: scope.now } : ownDesk(scope, desk);
  await tx.conversation.updateMany({
    where: { institutionId, id: conversationId },
    data: { ...theirs, ...ours, lastAt: scope.now, lastSide: side, state: 'OPEN', updatedAt: scope.now },
  });
  await enqueue(tx, 'notifications.push', {
    ids: { conversationId, side },
    key: `${conversationId} ${side}`,
    runAt: new Date(scope.now.getTime() + PUSH_AFTER_MS),
  });
  return true;
}

const ownDesk = (scope: Scope, desk: Desk) =>
  isAsked(scope.role, desk) ? { schoolUnread: false, schoolReadAt: scope.now } : {};

/** Throws when the institution does not take messages at this desk, or a family's would have no reader there. What waits
 *  there the school itself may still answer. */
async function requireDesk(
  tx: TenantTx,
  scope: Scope,
  { desk, studentId }: Pick<Place, 'desk' | 'studentId'>,
  begun: boolean,
): Promise<void> {
  const side = sideOf(scope.role);
  if (begun && side === 'SCHOOL') return;
  const hours = side === 'FAMILY' ? await getHoursFor(tx, scope, studentId) : await getHours(tx, scope);
  if (desk === 'USTADH' && !hours.ustadh) throw new AppError('CONFLICT', 'ustadhClosed');
  if (desk === 'OFFICE' && !hours.office && side === 'FAMILY') throw new AppError('CONFLICT', 'officeClosed');
}

async function begin(
  tx: TenantTx,
  scope: Scope,
  {
    id,
    messageId,
    subject,
    body,
    ...place
  }: { id: string; messageId: string; subject: string; body: string } & Omit<Place, 'id' | 'campusId'>,
): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  await requireDesk(tx, scope, place, false);
  const child = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: place.studentId } },
    select: { campusId: true },
  });
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  const whole = { id, ...place, campusId: child.campusId };
  const side: Side = sideOf(scope.role);
  const times = { lastAt: scope.now, createdAt: scope.now, updatedAt: scope.now };
  const { count } = await tx.conversation.createMany({
    data: [{ institutionId, ...whole, subject, lastSide: side, ...times }],
    skipDuplicates: true,
  });
  // The same id again is the same conversation, if it is ours to see: then nothing is left to do.
  if (count === 0) {
    const known = await tx.conversation.findUnique({
      where: { institutionId_id: { institutionId, id } },
      select: { studentId: true },
    });
    if (known?.studentId !== place.studentId) throw new AppError('NOT_FOUND', 'notFound');
    return { id };
  }
  await write(tx, scope, whole, { id: messageId, body });
  await note(tx, scope, 'conversations.began', whole);
  return { id };
}

/** A family begins a conversation about one of its children. Throws NOT_FOUND for a child that is not theirs, CONFLICT
 *  when the institution takes no messages at that desk. */
export async function askSchool(tx: TenantTx, input: AskSchool, scope: Scope): Promise<{ id: string }> {
  const link = await tx.guardianship.findFirst({
    where: {
      institutionId: scope.institution.id,
      studentId: input.studentId,
      guardian: { userId: scope.userId },
    },
    select: { guardianId: true },
    orderBy: { createdAt: 'asc' },
  });
  if (!link) throw new AppError('NOT_FOUND', 'notFound');
  return begin(tx, scope, { ...input, guardianId: link.guardianId });
}

/** The office, or the ustadh of the child, begins one with a guardian of the child. */
export async function writeToFamily(
  tx: TenantTx,
  input: WriteToFamily,
  scope: Scope,
): Promise<{ id: string }> {
  const { studentId, guardianId } = input;
  const link = await tx.guardianship.findFirst({
    where: { institutionId: scope.institution.id, studentId, guardianId },
    select: { id: true },
  });
  if (!link) throw new AppError('NOT_FOUND', 'notFound');
  return begin(tx, scope, { ...input, desk: deskOf(scope.role) });
}

async function requireConversation(tx: TenantTx, scope: Scope, id: string) {
  const found = await tx.conversation.findUnique({
    where: { institutionId_id: { institutionId: scope.institution.id, id } },
    select: { id: true, studentId: true, campusId: true, guardianId: true, desk: true, state: true },
  });
  if (!found) throw new AppError('NOT_FOUND', 'notFound');
  return found as typeof found & { desk: Desk };
}

/** A further message; one that was closed is open again. */
export async function say(
  tx: TenantTx,
  { conversationId, id, body }: Say,
  scope: Scope,
): Promise<{ id: string }> {
  const conversation = await requireConversation(tx, scope, conversationId);
  await requireDesk(tx, scope, conversation, true);
  const fresh = await write(tx, scope, conversation, { id, body });
  if (fresh) await note(tx, scope, 'conversations.answered', conversation);
  return { id: conversationId };
}

/** For the school's own eyes: the database has no way in for a family. */
export async function noteInside(
  tx: TenantTx,
  { conversationId, id, body }: NoteInside,
  scope: Scope,
): Promise<{ id: string }> {
  const { studentId, campusId, desk, ...rest } = await requireConversation(tx, scope, conversationId);
  const { count } = await tx.conversationNote.createMany({
    data: [
      {
        ...{ institutionId: scope.institution.id, id, conversationId, studentId, campusId, desk, body },
        role: scope.role,
        authorId: scope.userId,
        createdAt: scope.now,
      },
    ],
    skipDuplicates: true,
  });
  if (count > 0)
    await note(tx, scope, 'conversations.noted', {
      id: conversationId,
      studentId,
      guardianId: rest.guardianId,
    });
  return { id: conversationId };
}

export async function setState(
  tx: TenantTx,
  { conversationId, state }: SetState,
  scope: Scope,
): Promise<{ id: string }> {
  const conversation = await requireConversation(tx, scope, conversationId);
  if (conversation.state === state) return { id: conversationId };
  const { count } = await tx.conversation.updateMany({
    where: { institutionId: scope.institution.id, id: conversationId, state: conversation.state },
    data: { state, updatedAt: scope.now, ...(state === 'CLOSED' && ownDesk(scope, conversation.desk)) },
  });
  if (count > 0)
    await note(
      tx,
      scope,
      state === 'CLOSED' ? 'conversations.closed' : 'conversations.reopened',
      conversation,
    );
  return { id: conversationId };
}

/** The reader has it open, up to the message written at `shown`; what came after is still unread. The office reading at
 *  the ustadh's desk stands in the trail each time; it does not take the question from the ustadh. */
export async function markRead(
  tx: TenantTx,
  scope: Scope,
  {
    id,
    desk,
    shown,
    studentId,
    guardianId,
  }: { id: string; desk: Desk; shown: Date; studentId: string; guardianId: string },
): Promise<void> {
  const institutionId = scope.institution.id;
  const where = { institutionId, id, lastAt: { lte: shown } };
  if (sideOf(scope.role) === 'FAMILY') {
    await tx.conversation.updateMany({
      where: { ...where, familyUnread: true },
      data: { familyUnread: false, familyReadAt: scope.now, updatedAt: scope.now },
    });
    return;
  }
  if (!isAsked(scope.role, desk)) {
    await note(tx, scope, 'conversations.read', { id, studentId, guardianId });
    return;
  }
  const { count } = await tx.conversation.updateMany({
    where: { ...where, schoolUnread: true },
    data: { schoolUnread: false, schoolReadAt: scope.now, updatedAt: scope.now },
  });
  if (count > 0) await note(tx, scope, 'conversations.read', { id, studentId, guardianId });
}

/** A conversation as its page shows it, and that the reader has it open. Undefined when there is none for the reader. */
export async function openConversation(
  tx: TenantTx,
  scope: Scope,
  id: string,
): Promise<ConversationPage | undefined> {
  const found = await getConversation(tx, scope, id);
  if (!found) return;
  const { desk, child, guardian, lastAt } = found;
  await markRead(tx, scope, { id, desk, studentId: child.id, guardianId: guardian.id, shown: lastAt });
  return found;
}
