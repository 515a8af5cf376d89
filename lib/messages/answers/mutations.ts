import 'server-only';
import { createTranslator } from 'next-intl';
import { v5 } from 'uuid';
import type { MessageLanguage, OutgoingMessage } from '@/lib/adapters/messaging/port';
import { enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag, nameIn } from '@/lib/core/i18n/locale';
import { getSchool } from '../compose/queries';
import type { ReplyWord } from '../inbox/words';
import type { Of } from '../schema';

const WINDOW_MS = 23 * 3_600_000;

/** Has a family's word answered, once: the same word again is not. */
export const askAnswer = (tx: TenantTx, phone: { id: string }, word: ReplyWord): Promise<void> =>
  enqueue(tx, 'messages.answer', { ids: { numberId: phone.id, word }, key: phone.id });

/**
 * The answer to STOP, START or a wrong number, noted as given before it leaves: it is never given twice. Only within the
 * day after the word, where it goes as it is; nobody is written to who has not just written.
 */
export async function takeAnswer(
  tx: TenantTx,
  { institutionId, now }: Of,
  { numberId, word }: { numberId: string; word: ReplyWord },
): Promise<OutgoingMessage | undefined> {
  const { count } = await tx.messageNumber.updateMany({
    where: {
      institutionId,
      id: numberId,
      heardAt: { gt: new Date(now.getTime() - WINDOW_MS) },
      OR: [{ answered: null }, { answered: { not: word } }],
    },
    data: { answered: word, updatedAt: now },
  });
  if (count === 0) return;
  const number = await tx.messageNumber.findUniqueOrThrow({
    where: { institutionId_id: { institutionId, id: numberId } },
    select: { phone: true },
  });
  const reader = await tx.guardian.findFirst({
    where: { institutionId, contacts: { some: { kind: 'PHONE', value: number.phone } } },
    select: { language: true },
  });
  const language = (reader?.language ?? 'ur') as MessageLanguage;
  const school = await getSchool(tx, { institutionId });
  const t = createTranslator({
    locale: intlTag(language, 'latn'),
    messages: await loadMessages(language),
    namespace: 'messages',
  }) as unknown as (key: string, values: Record<string, string>) => string;
  const body = t(`answer.${word}`, { school: nameIn(school, language) });
  const key = v5(`${word}:${now.toISOString()}`, numberId);
  return { key, kind: 'ANSWER', language, to: number.phone, body };
}
