import 'server-only';
import { ABSENCE_REASONS, ATTENDANCE_STATUSES } from '@/lib/attendance/rules';
import { getTranslations } from '@/lib/core/i18n/translations';
import { CUSTOMS } from '@/lib/lessons/customs/schema';
import { type GradeNames, gradeWord } from '@/lib/lessons/grading/rules';
import { GRADES, LESSON_KINDS, LISTENERS, MISTAKE_KINDS } from '@/lib/lessons/rules';
import { holdSentences, markSentences, sentences, type Words } from './words';

const faults = [
  'notFound',
  'futureDate',
  'reasonNeeded',
  'noLessonsInProgramme',
  'customs',
  'unexpected',
] as const;
// A sentence filled with its own open places is the sentence with its places open.
const places = Object.fromEntries(
  [
    'name',
    'count',
    'status',
    'reason',
    'mistake',
    'mistakes',
    'grade',
    'heard',
    'all',
    'time',
    'kind',
    'here',
  ]
    .concat('absent', 'leave', 'portion', 'customs', 'range')
    .map((place) => [place, `{${place}}`]),
);

function record<Key extends string>(keys: readonly Key[], word: (key: Key) => string) {
  return Object.fromEntries(keys.map((key) => [key, word(key)])) as Record<Key, string>;
}

/** Everything the sweep says, in this request's language: about 3 kB in place of a catalogue and its translator.
 *  @param names what the institution calls its grades */
export async function getWords(names: GradeNames | undefined, locale: string): Promise<Words> {
  const [t, mark, grades, hold] = await Promise.all([
    getTranslations('lessons'),
    getTranslations('attendance'),
    getTranslations('grades'),
    getTranslations('revision.hold'),
  ]);
  return {
    kinds: record(LESSON_KINDS, (kind) => t(`kinds.${kind}`)),
    grades: record(GRADES, (grade) => gradeWord(names, grade, locale) ?? grades(grade)),
    mistakes: record(MISTAKE_KINDS, (mistake) => t(`mistakes.${mistake}`)),
    statuses: record(ATTENDANCE_STATUSES, (status) => mark(`statuses.${status}`)),
    reasons: record(ABSENCE_REASONS, (reason) => mark(`reasons.${reason}`)),
    listeners: record(LISTENERS, (listener) => t(`listeners.${listener}`)),
    customMarks: record(CUSTOMS, (custom) => t(`customMarks.${custom}`)),
    faults: record(faults, (fault) => t(`faults.${fault}`)),
    say: record(sentences, (key) => t(key, places as never)),
    mark: record(markSentences, (key) => mark(key, places as never)),
    hold: record(holdSentences, (key) => hold(key, places as never)),
  };
}
