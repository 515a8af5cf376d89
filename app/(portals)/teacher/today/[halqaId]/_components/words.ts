import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import type { Custom } from '@/lib/lessons/customs/schema';
import type { Grade, LessonKind, Listener, MistakeKind } from '@/lib/lessons/rules';

/** The sentences of the sweep in the reader's language, `{places}` still open: the phone loads no translator. */
export interface Words {
  readonly kinds: Record<LessonKind, string>;
  readonly grades: Record<Grade, string>;
  readonly mistakes: Record<MistakeKind, string>;
  readonly statuses: Record<AttendanceStatus, string>;
  readonly reasons: Record<AbsenceReason, string>;
  readonly faults: Record<string, string>;
  readonly listeners: Record<Listener, string>;
  readonly customMarks: Record<Custom, string>;
  readonly say: Record<(typeof sentences)[number], string>;
  readonly mark: Record<(typeof markSentences)[number], string>;
  readonly hold: Record<(typeof holdSentences)[number], string>;
}

/** Keys of the catalogue `lessons`. */
export const sentences = [
  'more',
  'less',
  'progress',
  'filter',
  'all',
  'toHear',
  'nothingLeft',
  'clean',
  'withMistakes',
  'again',
  'part',
  'close',
  'savedOne',
  'marked',
  'allMarked',
  'nothingDue',
  'noLessons',
  'waiting',
  'change',
  'change1',
  'typed',
  'take',
  'cancel',
  'understood',
  'more1',
  'earlierPortion',
  'dropPortion',
  'insist',
  'insistSave',
  'insisted',
  'due',
  'listener',
  'heardBy',
  'addKind',
  'faultCustoms',
  'rangeAway',
  'grade',
  'proposed',
  'chosen',
  'count',
  'remark',
  'remarkHint',
  'notHeard',
  'takenOut',
  'hearIt',
  'hearHere',
  'correctThere',
  'done',
  'kindsOf',
  'heardKind',
  'skippedKind',
  'record',
  'mushaf',
  'undo',
  'finish',
  'stillToHear',
  'finishing',
  'finished',
  'finishedPart',
  'finishAgain',
  'finishAgainNote',
  'offline',
  'offlineNote',
  'retry',
  'signedOut',
  'otherRegister',
  'signIn',
  'earlier',
  'earlierWhy',
  'earlierNote',
  'earlierFirst',
  'owed',
  'owedSave',
  'refused',
  'refusedAll',
  'reload',
] as const;

/** Keys of the catalogue `attendance`. */
export const markSentences = [
  'because',
  'marking',
  'reasonOf',
  'notTaken',
  'summary',
  'unmarked',
  'notMarked',
  'allPresent',
  'restPresent',
  'change',
] as const;

/** Keys of the catalogue `revision.hold`. */
export const holdSentences = ['held', 'release', 'releaseOf', 'away'] as const;

/** Fills the open places of a sentence. */
export function say(sentence: string, places: Record<string, string> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (open, place: string) => places[place] ?? open);
}
