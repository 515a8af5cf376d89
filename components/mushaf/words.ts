import type { MarkKind } from '@/lib/mushaf/rules';

/** Keys of the catalogue `mushaf.say` that the marking script needs; `{places}` stay open. */
export const boardSentences = [
  'first',
  'chosen',
  'word',
  'ayah',
  'line',
  'marked',
  'cleared',
  'undo',
  'clear',
  'clearOne',
  'markedToday',
  'noneToday',
  'refused',
  'offline',
  'elsewhere',
  'kinds',
] as const;

/** What the board says, in the reader's language: the phone loads no translator. */
export interface BoardWords {
  readonly say: Record<(typeof boardSentences)[number], string>;
  readonly kinds: Record<MarkKind, string>;
  readonly meaning: Record<MarkKind, string>;
  /** Codes of refusals. */
  readonly faults: Record<string, string>;
}

/** Fills the open places of a sentence. */
export function fill(sentence: string, places: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (open, place: string) => places[place] ?? open);
}
