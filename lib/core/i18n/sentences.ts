import 'server-only';
import { getMessages } from 'next-intl/server';
import type { FieldError, FormState } from '../form-state';

/** The hidden field by which a form names the room whose sentences its faults have. Its `$` keeps it out of what an
 *  action reads and gives back. */
export const roomField = '$room';

type Refused = Extract<FormState, { ok: false }>;
/** Said when a fault has no sentence, and with the number of one that is ours. */
const always = ['invalid', 'reference'];

/**
 * The sentences of a refusal, raw, in the language of who asks: with the answer travels what it says and not, with
 * every form, all that it might. Of two with one name the room's is meant.
 * @param room a namespace as the form gave it; one that is none has no sentences
 */
export async function withSentences(
  refusal: Refused,
  room: FormDataEntryValue | null,
): Promise<Refused & { sentences: Record<string, unknown> }> {
  const messages = (await getMessages()) as unknown as Record<string, Record<string, unknown>>;
  const own = typeof room === 'string' && Object.hasOwn(messages, room) ? messages[room]?.errors : undefined;
  const known = { ...messages.errors, ...(own as Record<string, unknown> | undefined) };
  const codes = [
    ...always,
    refusal.code,
    ...(refusal.message ? [refusal.message] : []),
    ...Object.values(refusal.fieldErrors ?? {}).flatMap((list: FieldError[]) => list.map(({ code }) => code)),
  ];
  const sentences = Object.fromEntries(
    codes.flatMap((code) => (Object.hasOwn(known, code) ? [[code, known[code]]] : [])),
  );
  return { ...refusal, sentences };
}
