import type { DaySession } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import { gradeOfQuestion, marksFromFlat } from '@/lib/jaiza/rules';
import type { DatedPortions, Grade, LessonKind } from '@/lib/lessons/rules';
import { fromFlat, portionsFromFlat } from '@/lib/quran/range-set';
import type { RegisterLesson, RegisterTest } from '@/lib/revision/memory/replay/rules';
import type { Firmness, Listener, Placed } from '@/lib/revision/memory/rules';

/** New lessons and nothing else: the day and the place in history of the earliest. */
export interface Added {
  readonly since: LocalDate;
  readonly place: string;
}

/** A lesson as the database hands it over: kind, date, session, grade, portions, the four mistakes, listener. */
export type PackedLesson = [
  LessonKind,
  string,
  DaySession,
  Grade,
  number[],
  number,
  number,
  number,
  number,
  Listener,
];
/** A test: day, pass mark, passages, marks, what it took back. */
export type PackedTest = [LocalDate, number, number[], number[], number[]];
export type PackedPortions = [LocalDate, number[]];
export type PackedPlacement = [number[], Firmness, string];

export function unpackLesson([
  kind,
  date,
  session,
  grade,
  portions,
  atak,
  lahnJali,
  lahnKhafi,
  tajweed,
  listener,
]: PackedLesson): RegisterLesson {
  return {
    kind,
    date,
    session,
    grade,
    portions: portionsFromFlat(portions),
    mistakes: { atak, lahnJali, lahnKhafi, tajweed },
    listener,
  };
}

export function unpackPlacement([portions, firmness, on]: PackedPlacement): Placed {
  return { portions: fromFlat(portions), firmness, on };
}

/** A test as the examiner heard it: each passage a recital of its own; what was taken back goes with the last. */
export function unpackTest([date, passMark, flat, marks, takenBack]: PackedTest): RegisterTest[] {
  const passages = portionsFromFlat(flat);
  const heard = marksFromFlat(marks).flatMap((one, at) =>
    one.heard ? [{ passage: passages[at]!, marks: one }] : [],
  );
  const recitals = heard.map(({ passage, marks: one }): RegisterTest => {
    const { heard: _, prompt, ...mistakes } = one;
    return {
      kind: 'TEST',
      date,
      listener: 'EXAMINER',
      portions: [passage],
      // A word that was given weighs as a clear error.
      mistakes: { ...mistakes, lahnJali: mistakes.lahnJali + prompt },
      grade: gradeOfQuestion(one, { questions: heard.length, passMark }),
      takenBack: [],
    };
  });
  const taken: RegisterTest = {
    kind: 'TEST',
    date,
    listener: 'EXAMINER',
    portions: [],
    grade: 'REPEAT',
    takenBack: portionsFromFlat(takenBack),
  };
  return takenBack.length > 0 ? [...recitals, taken] : recitals;
}

export function unpackPortions([on, flat]: PackedPortions): DatedPortions {
  return { on, portions: portionsFromFlat(flat) };
}
