import { z } from 'zod';

/** Direction marks carry no content and come along with every paste from a chat: they are dropped, not refused. */
const DIRECTION_MARKS = /[\u200E\u200F\u061C]/g;
const LINE_BREAKS = /\r\n|[\r\u0085\u2028\u2029]/g;

/**
 * Control characters, lone surrogates, bidi overrides and isolates, and invisible format characters.
 * Kept: line feed, ZWNJ and ZWJ (Urdu spelling needs them) and the Arabic number and end-of-ayah signs (U+0600–0605, U+06DD).
 */
const FORBIDDEN = /(?!\n|\u200C|\u200D|[\u0600-\u0605]|\u06DD)[\p{Cc}\p{Cs}\p{Cf}]/u;

/** NFC, direction marks dropped, line breaks folded to `\n` (or to a space on a single line), ends trimmed. */
export function normaliseText(text: string, lines: 'single' | 'many' = 'single'): string {
  const folded = text
    .replace(LINE_BREAKS, '\n')
    .replace(DIRECTION_MARKS, '')
    .replaceAll('\t', ' ')
    .normalize('NFC');
  return (lines === 'many' ? folded : folded.replace(/\n+/g, ' ')).trim();
}

export function hasForbiddenCharacters(text: string): boolean {
  return FORBIDDEN.test(text);
}

/**
 * Text that a person typed or pasted, at most `max` UTF-16 units after normalising. Empty is allowed: see {@link requiredText}.
 * Messages are {@link TextProblem} codes.
 */
export function cleanText(max: number, { lines = 'single' }: { lines?: 'single' | 'many' } = {}) {
  return (
    z
      .string({ error: 'notText' })
      // A first fence before normalising, so that a huge paste costs nothing; NFC and trimming only shorten sensibly.
      .max(max * 4 + 64, { error: 'tooLong', abort: true })
      .overwrite((text) => normaliseText(text, lines))
      .refine((text) => !hasForbiddenCharacters(text), { error: 'controlCharacters', abort: true })
      .max(max, { error: 'tooLong' })
  );
}

const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'gu');

/** What a search box sends, from the address: never refused, only cleaned; too long or no text searches nothing. */
export const searchText = z
  .string()
  .max(500)
  .transform((text) => normaliseText(text.replace(FORBIDDEN_ALL, ' ')).slice(0, 120))
  .catch('');

/** As {@link cleanText}, and something must be left: code `empty`. */
export function requiredText(max: number) {
  return cleanText(max).min(1, { error: 'empty' });
}

/** A calendar day as it travels: `YYYY-MM-DD`, not before 1900. Message: code `notADate`. */
export const localDate = z.iso
  .date({ error: 'notADate' })
  .refine((date) => date >= '1900-01-01', { error: 'notADate' });
