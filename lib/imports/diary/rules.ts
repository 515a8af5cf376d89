import type { SheetRow } from '@/lib/adapters/sheet/port';
import type { DaySession } from '@/lib/attendance/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { formatRange } from '@/lib/quran/notation';
import type { Range } from '@/lib/quran/position';
import { byRollNo } from '@/lib/students/rules';
import { type DateOrder, dateOrderOf, parseDate } from '../cells/dates';
import { parsePortion } from '../cells/place';
import { readAbsenceReason } from '../cells/remarks';
import { parseNote, parseRollNo } from '../cells/text';
import {
  type AbsenceReason,
  type Grade,
  type Mark,
  meaningOfL,
  parseCount,
  parseGrade,
  parseMark,
  parseSession,
} from '../cells/words';
import { findHalqa, halqasByName } from '../existing/rules';
import type { ExistingHalqa } from '../existing/schema';
import { type Columns, groupBy, type RowReader, readersOf } from '../rules';
import { type CheckedRow, type LocalDate, type Match, note, refusal, warning } from '../schema';

export type LessonKind = 'SABAQ' | 'SABQI' | 'MANZIL';
export type LessonRecord = {
  kind: LessonKind;
  range: Range;
  enteredAs: string;
  grade: Grade;
  atak: number;
  tajweed: number;
  lahnJali: number;
  lahnKhafi: number;
  minutes: number | null;
};
export type DiaryRecord = {
  studentId: string;
  halqaId: string;
  date: LocalDate;
  session: DaySession;
  status: Mark;
  reason: AbsenceReason | null;
  remark: string | null;
  lessons: LessonRecord[];
};

export type DiaryStudent = {
  id: string;
  rollNo: string;
  name: string;
  halqaId: string | null;
  admittedOn: LocalDate;
  layout: MushafLayout;
};

/** `imported`: the session of a day that a file brought. */
export type Recorded = { id: string; kinds: ReadonlySet<string>; imported: DaySession | null };

export type DiaryContext = {
  today: LocalDate;
  students: readonly DiaryStudent[];
  halqas: readonly ExistingHalqa[];
  /** By `diaryKey`: the attendance that is there, and the kinds of lesson beside it. */
  recorded: ReadonlyMap<string, Recorded>;
};

const MOST_MISTAKES = 99;
const MOST_MINUTES = 600;
const KINDS = ['sabaq', 'sabqi', 'manzil'] as const;

/** What makes a day's record of a child one and the same, however often it comes. */
export function diaryKey(row: { studentId: string; date: LocalDate; session: string }): string {
  return `${row.studentId}|${row.date}|${row.session}`;
}

/** A child's day, whichever its session. */
const dayOf = (key: string) => key.slice(0, key.lastIndexOf('|'));

/** First and last day of a file, so that only those days are looked up; null when it holds none. */
export function spanOf(
  rows: readonly SheetRow[],
  columns: Columns,
  today: LocalDate,
): { from: LocalDate; to: LocalDate } | null {
  const texts = readersOf(rows, columns).map((reader) => reader.text('date'));
  const order = dateOrderOf(texts);
  const days = texts.flatMap((text) => parseDate(text, { order, today }).value ?? []).sort();
  return days.length > 0 ? { from: days[0]!, to: days.at(-1)! } : null;
}

type Lookups = {
  order: DateOrder;
  lone: Mark;
  today: LocalDate;
  students: Map<string, DiaryStudent>;
  halqas: Map<string, ExistingHalqa>;
  halqaById: Map<string, ExistingHalqa>;
  recorded: DiaryContext['recorded'];
  /** By `dayOf`. */
  imported: Map<string, DaySession>;
};

/** Every line of a diary judged as history: attendance and the lessons of one child on one day. */
export function checkDiary(
  rows: readonly SheetRow[],
  columns: Columns,
  context: DiaryContext,
): CheckedRow<DiaryRecord>[] {
  const readers = readersOf(rows, columns);
  const lookups: Lookups = {
    order: dateOrderOf(readers.map((reader) => reader.text('date'))),
    lone: meaningOfL(readers.map((reader) => reader.text('attendance'))),
    today: context.today,
    students: byRollNo(context.students),
    halqas: halqasByName(context.halqas),
    halqaById: new Map(context.halqas.map((h) => [h.id, h])),
    recorded: context.recorded,
    imported: new Map(
      [...context.recorded].flatMap(([key, { imported }]) => (imported ? [[dayOf(key), imported]] : [])),
    ),
  };
  const drafts = readers.map((reader) => ({ reader, record: readLine(reader, lookups) }));
  for (const [first, ...others] of groupBy(drafts, ({ record }) => record && diaryKey(record)).values()) {
    for (const { reader } of others) reader.add('date', refusal('dayTwice', { row: first!.reader.row }));
  }
  return drafts.map(({ reader, record }) => {
    const there = record && context.recorded.get(diaryKey(record));
    const whole = there && record.lessons.every(({ kind }) => there.kinds.has(kind));
    const match: Match = whole
      ? { kind: 'SAME', id: there.id, name: record.date, fills: false }
      : { kind: 'NEW' };
    if (whole && !reader.refused) reader.add(null, note('dayThere'));
    return reader.finish(record, match);
  });
}

function readLine(reader: RowReader, lookups: Lookups): DiaryRecord | null {
  const date = readDay(reader, lookups);
  const student = readChild(reader, lookups);
  const lessons = readLessons(reader, student?.layout);
  const remark = reader.read('remarks', parseNote);
  const status = readStatus(reader, lookups.lone, lessons.length > 0);
  if (!student || !date || !status) return null;
  if (date < student.admittedOn) {
    reader.add('date', warning('dayBeforeAdmission', { name: student.name, admitted: student.admittedOn }));
  }
  const halqa = readHalqa(reader, lookups, student);
  if (!halqa) return null;
  const session =
    reader.read('session', parseSession, { optional: true }) ??
    usualSession({ studentId: student.id, date, session: halqa.sessions[0]! }, lookups);
  const away = status === 'ABSENT' || status === 'LEAVE';
  if (away && lessons.length > 0) reader.add('attendance', warning('absentWithLessons'));
  const reason = away && remark ? readAbsenceReason(remark) : null;
  return { studentId: student.id, halqaId: halqa.id, date, session, status, reason, remark, lessons };
}

function readDay(reader: RowReader, { order, today }: Lookups): LocalDate | null {
  const date = reader.read('date', (text) => parseDate(text, { order, today }));
  if (!date && !reader.has('date')) reader.add('date', refusal('dateMissing'));
  if (!date || date <= today) return date;
  reader.add('date', refusal('dayInFuture', { value: date }));
  return null;
}

function readChild(reader: RowReader, { students }: Lookups): DiaryStudent | null {
  const roll = reader.read('rollNo', parseRollNo);
  const student = roll ? students.get(roll) : undefined;
  if (student) return student;
  if (!roll) reader.add('rollNo', refusal('rollNeeded'));
  else reader.add('rollNo', refusal('studentUnknown', { roll }));
  return null;
}

/** The halqa of the line if it is known (a child may have been elsewhere then), else the child's own. */
function readHalqa(reader: RowReader, lookups: Lookups, student: DiaryStudent): ExistingHalqa | null {
  const value = reader.text('halqa').trim();
  const own = student.halqaId ? lookups.halqaById.get(student.halqaId) : undefined;
  const written = value ? findHalqa(lookups.halqas, value) : undefined;
  if (written && own && written.id !== own.id) {
    reader.add(
      'halqa',
      warning('otherHalqa', { name: student.name, written: written.name, halqa: own.name }),
    );
  }
  const halqa = written ?? own;
  if (!halqa)
    reader.add(
      'halqa',
      value ? refusal('halqaUnknown', { value }) : refusal('halqaNeeded', { name: student.name }),
    );
  else if (value && !written) reader.add('halqa', warning('halqaUnknownOwn', { value, halqa: halqa.name }));
  return halqa ?? null;
}

/** Of a line that names no session: the halqa's first. Where a file brought that day with another one, because the
 *  halqa's day or the child's halqa was another then, it is that day come again. */
function usualSession(
  day: { studentId: string; date: LocalDate; session: DaySession },
  { recorded, imported }: Lookups,
): DaySession {
  const key = diaryKey(day);
  return recorded.has(key) ? day.session : (imported.get(dayOf(key)) ?? day.session);
}

function readStatus(reader: RowReader, lone: Mark, hasLessons: boolean): Mark | null {
  const status = reader.read('attendance', (text) => parseMark(text, lone));
  if (status || reader.has('attendance')) return status;
  if (hasLessons) return 'PRESENT';
  if (!reader.refused) reader.add('attendance', refusal('nothingOnTheDay'));
  return null;
}

function readLessons(reader: RowReader, layout: MushafLayout | undefined): LessonRecord[] {
  const lessons: LessonRecord[] = [];
  for (const name of KINDS) {
    const from = reader.text(`${name}From`);
    const range = reader.read(`${name}From`, () => parsePortion(from, reader.text(`${name}To`), layout));
    const grade = reader.read(`${name}Grade`, parseGrade);
    if (!range) {
      if (grade && !reader.has(`${name}From`))
        reader.add(`${name}From`, warning('gradeWithoutLesson', { grade }));
      continue;
    }
    if (!grade) {
      if (!reader.has(`${name}Grade`))
        reader.add(`${name}Grade`, refusal('gradeMissing', { range: formatRange(range) }));
      continue;
    }
    const kind = name.toUpperCase() as LessonKind;
    const enteredAs = [from, reader.text(`${name}To`)]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' – ');
    lessons.push({
      kind,
      range,
      enteredAs,
      grade,
      atak: 0,
      tajweed: 0,
      lahnJali: 0,
      lahnKhafi: 0,
      minutes: null,
    });
  }
  const count = (field: string, max: number) => reader.read(field, (text) => parseCount(text, max));
  const mistakes = {
    atak: count('atak', MOST_MISTAKES) ?? 0,
    tajweed: count('tajweed', MOST_MISTAKES) ?? 0,
    lahnJali: count('lahnJali', MOST_MISTAKES) ?? 0,
    lahnKhafi: count('lahnKhafi', MOST_MISTAKES) ?? 0,
  };
  const minutes = count('minutes', MOST_MINUTES);
  const [first] = lessons;
  // The register counts mistakes and minutes once a day; they belong to the newest lesson, which is written first.
  if (first) Object.assign(first, mistakes, { minutes });
  else if (Object.values(mistakes).some((n) => n > 0)) reader.add('atak', warning('mistakesWithoutLesson'));
  return lessons;
}
