import 'server-only';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { startGuardians, stopGuardians } from '@/lib/guardians/stops/mutations';
import { askAnswer } from '../../answers/mutations';
import { noteNumbers } from '../../settling/mutations';
import type { InboxEvent } from '../schema';

type Of = { institutionId: string; now: Date };
type Said = Extract<InboxEvent, { type: 'said' }>;

/** Whose words these are: by the number, or by our message that they answer (a person may have no number to see). */
async function speakersOf(tx: TenantTx, institutionId: string, { phone, to }: Said): Promise<string[]> {
  const rows = phone
    ? await tx.guardianContact.findMany({
        where: { institutionId, kind: 'PHONE', value: phone },
        select: { guardianId: true },
      })
    : await tx.delivery.findMany({
        where: { institutionId, providerRef: to ?? '' },
        select: { guardianId: true },
      });
  return [...new Set(rows.map(({ guardianId }) => guardianId))];
}

const numberOf = (tx: TenantTx, institutionId: string, phone: string) =>
  tx.messageNumber.findUniqueOrThrow({
    where: { institutionId_phone: { institutionId, phone } },
    select: { id: true },
  });

const actionOf = {
  STOP: 'messages.stoppedByReply',
  START: 'messages.startedByReply',
  WRONG: 'messages.wrongNumber',
} as const;

type Heard = { institutionId: string; guardianIds: string[]; at: Date };

/** Of whom somebody says that the number is another's: not of those who have said START since. */
const notStarted = async (tx: TenantTx, { institutionId, guardianIds, at }: Heard): Promise<string[]> => {
  const rows = await tx.guardian.findMany({
    where: {
      institutionId,
      id: { in: guardianIds },
      OR: [{ resumedAt: null }, { resumedAt: { lte: at } }],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
};

/** START is taken back by a later word that the number is wrong: whoever has it now has not said it. */
const isOver = async (tx: TenantTx, institutionId: string, { word, phone, at }: Said): Promise<boolean> =>
  word === 'START' &&
  phone !== null &&
  (await tx.messageNumber.count({ where: { institutionId, phone, wrongAt: { gt: new Date(at) } } })) > 0;

const holdersOf = { STOP: stopGuardians, START: startGuardians, WRONG: notStarted } as const;

/** P24: STOP ends every message to this person about each child, before the next send; START takes only that back. A word
 *  that arrives after a later one of theirs does nothing, and is not answered.
 *  @returns whether a number was said to be wrong: the office is told, at the end */
export async function hear(tx: TenantTx, of: Of, events: Said[]): Promise<boolean> {
  const { institutionId } = of;
  let wrong = false;
  for (const event of events) {
    const { phone } = event;
    const at = new Date(event.at);
    const guardianIds = await speakersOf(tx, institutionId, event);
    // Strangers write to a school's number too; nothing is kept of them.
    if (guardianIds.length === 0) continue;
    const word = (await isOver(tx, institutionId, event)) ? null : event.word;
    const holders = word ? await holdersOf[word](tx, { institutionId, guardianIds, at }) : [];
    const isWrong = word === 'WRONG' && holders.length > 0;
    if (phone)
      await noteNumbers(tx, of, [
        {
          phone,
          number: {
            heardAt: at,
            deadAt: null,
            ...(isWrong && { wrongAt: at }),
            ...(word === 'START' && { wrongAt: null }),
          },
        },
      ]);
    if (phone && isWrong) {
      await tx.$executeRaw`SELECT app.unlink_number(${phone})`;
      wrong = true;
    }
    if (!word || holders.length === 0) continue;
    if (phone) await askAnswer(tx, await numberOf(tx, institutionId, phone), word);
    await appendAuditMany(
      tx,
      holders.map((subjectId) => ({ action: actionOf[word], subject: 'guardian', subjectId })),
    );
  }
  return wrong;
}
