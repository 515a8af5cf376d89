import type { DaySession } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { fromFlat, portionsFromFlat } from '@/lib/quran/range-set';
import type { RegisterLesson } from '@/lib/revision/memory/replay/rules';
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
