import type { Grade, MistakeKind } from '@/lib/lessons/rules';
import type { StepState } from '@/lib/reading/steps/rules';

/** Keys of the catalogue `reading` that the phone speaks, their `{places}` still open. */
export const sentences = [
  'clean',
  'readShort',
  'savedOne',
  'undo',
  'waiting',
  'more',
  'moreOf',
  'away',
  'elsewhere',
  'fromPage',
  'toPage',
  'fromLine',
  'toLine',
  'lesson',
  'rule',
  'noRule',
  'grade',
  'mistakes',
  'remark',
  'state',
  'stateSame',
  'note',
  'save',
  'correct',
  'complete',
  'why',
  'earlier',
  'offline',
  'signedOut',
  'otherRegister',
  'retry',
  'refused',
] as const;

export const faults = [
  'pagesBackwards',
  'linesBackwards',
  'pageBeyond',
  'lineBeyond',
  'notAPage',
  'notALine',
  'notACount',
  'tooManyMistakes',
  'required',
  'unknownGrade',
  'stateMissing',
  'itemMissing',
  'otherProgramme',
  'markedAway',
  'reasonNeeded',
  'futureDate',
  'notFound',
  'tooLong',
  'unexpected',
] as const;

export interface Words {
  readonly say: Record<(typeof sentences)[number], string>;
  readonly faults: Record<string, string>;
  readonly states: Record<StepState, string>;
  readonly grades: Record<Grade, string>;
  readonly mistakes: Record<MistakeKind, string>;
}

/** Fills the open places of a sentence. */
export function say(sentence: string, places: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (open, place: string) => String(places[place] ?? open));
}

type Fault = { code: string; params?: Record<string, string | number> | undefined };

/** The sentences of what the server refused, each once. */
export function sayFaults(
  words: Words,
  {
    message,
    params,
    fieldErrors,
  }: { message?: string; params?: Fault['params']; fieldErrors?: Record<string, Fault[]> },
): string[] {
  const list = Object.values(fieldErrors ?? {}).flat();
  const all: Fault[] = list.length > 0 ? list : [{ code: message ?? 'unexpected', params }];
  return [
    ...new Set(all.map(({ code, params: own }) => say(words.faults[code] ?? words.faults.unexpected!, own))),
  ];
}
