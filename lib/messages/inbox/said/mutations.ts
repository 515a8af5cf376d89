import 'server-only';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { startGuardians, stopGuardians } from '@/lib/guardians/stops/mutations';
import { askAnswer } from '../../answers/mutations';
import type { Of } from '../../schema';
import { noteNumbers } from '../../settling/mutations';
import type { InboxEvent } from '../schema';

type Said = Extract<InboxEvent, { type: 'said' }>;

const byNumber = (phone: string) => `number ${phone}`;
const byMessage = (ref: string) => `message ${ref}`;

/** Whose words these are: by the number, or by our message that they answer (a person may have no number to see).
 *  @returns beside each word its people; none of strangers */
async function speakersOf(tx: TenantTx, institutionId: string, said: readonly Said[]): Promise<string[][]> {
  const numbers = said.flatMap(({ phone }) => phone ?? []);
  const answered = said.flatMap(({ phone, to }) => (phone ? [] : (to ?? [])));
  const known = new Map<string, Set<string>>();
  const note = (by: string, guardianId: string) =>
    known.set(by, (known.get(by) ?? new Set()).add(guardianId));
  if (numbers.length)
    for (const { value, guardianId } of await tx.guardianContact.findMany({
      where: { institutionId, kind: 'PHONE', value: { in: numbers } },
      select: { value: true, guardianId: true },
    }))
      note(byNumber(value), guardianId);
  if (answered.length)
    for (const { providerRef, guardianId } of await tx.delivery.findMany({
      where: { institutionId, providerRef: { in: answered } },
      select: { providerRef: true, guardianId: true },
    }))
      note(byMessage(providerRef!), guardianId);
  return said.map(({ phone, to }) => [...(known.get(phone ? byNumber(phone) : byMessage(to ?? '')) ?? [])]);
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

/** What somebody said whom the institution knows. */
type Heard = { said: Said; guardianIds: string[] };
type Holders = { institutionId: string; guardianIds: string[]; at: Date };

/** Of whom somebody says that the number is another's: not of those who have said START since. */
const notStarted = async (tx: TenantTx, { institutionId, guardianIds, at }: Holders): Promise<string[]> => {
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
  const speakers = await speakersOf(tx, of.institutionId, events);
  // Strangers write to a school's number too; nothing is kept of them.
  const heard = events.flatMap((said, n) => (speakers[n]!.length ? { said, guardianIds: speakers[n]! } : []));
  const isWord = ({ said }: Heard) => said.word !== null;
  let wrong = false;
  // One word may take back another: they are heard as they came.
  for (const one of heard.filter(isWord)) if (await obey(tx, of, one)) wrong = true;
  await noteNumbers(
    tx,
    of,
    heard
      .filter((one) => !isWord(one))
      .flatMap(({ said: { phone, at } }) => (phone ? { phone, number: spokenAt(at) } : []))
      .sort((a, b) => a.number.heardAt.getTime() - b.number.heardAt.getTime()),
  );
  return wrong;
}

/** Whoever speaks can be reached there. */
const spokenAt = (at: string) => ({ heardAt: new Date(at), deadAt: null });

/** @returns whether a number was said to be wrong, and still holds */
async function obey(tx: TenantTx, of: Of, { said, guardianIds }: Heard): Promise<boolean> {
  const { institutionId } = of;
  const { phone } = said;
  const at = new Date(said.at);
  const word = (await isOver(tx, institutionId, said)) ? null : said.word;
  const holders = word ? await holdersOf[word](tx, { institutionId, guardianIds, at }) : [];
  const isWrong = word === 'WRONG' && holders.length > 0;
  if (phone) {
    const wrongAt = isWrong ? { wrongAt: at } : word === 'START' ? { wrongAt: null } : {};
    await noteNumbers(tx, of, [{ phone, number: { ...spokenAt(said.at), ...wrongAt } }]);
    if (isWrong) await tx.$executeRaw`SELECT app.unlink_number(${phone})`;
  }
  if (!word || holders.length === 0) return false;
  if (phone) await askAnswer(tx, await numberOf(tx, institutionId, phone), word);
  await appendAuditMany(
    tx,
    holders.map((subjectId) => ({ action: actionOf[word], subject: 'guardian', subjectId })),
  );
  return phone !== null && isWrong;
}
