import { v7 } from 'uuid';
import { takeAttendance } from '@/lib/attendance/mutations';
import type { DaySession } from '@/lib/attendance/rules';
import { isTeachingDay } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { recordLessons } from '@/lib/lessons/mutations';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import type { RecordLessons } from '@/lib/lessons/schema';
import { type Mark, markMistakes } from '@/lib/mushaf/mutations';
import { COUNT_OF, MARK_KINDS } from '@/lib/mushaf/rules';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import { wordsIn } from '@/lib/quran/lines';

const teachingDays = 18;
const grades: Grade[] = [
  'EXCELLENT',
  'GOOD',
  'EXCELLENT',
  'GOOD',
  'WEAK',
  'GOOD',
  'EXCELLENT',
  'REPEAT',
  'GOOD',
];

/** What the children of a demonstration hold already: one to six ajza each, from where they began. */
export async function makePlacements(admin: Scope): Promise<void> {
  const institutionId = admin.institution.id;
  await inTenant(admin, async (tx) => {
    const students = await tx.student.findMany({
      where: { institutionId },
      select: { id: true, campusId: true, direction: true },
      orderBy: { id: 'asc' },
    });
    await tx.placement.createMany({
      data: students.map((s, i) => {
        const ajza = 1 + (i % 6);
        const [from] = juzRange(s.direction === 'FORWARD' ? 1 : 31 - ajza, 'madani');
        const [, to] = juzRange(s.direction === 'FORWARD' ? ajza : 30, 'madani');
        return {
          institutionId,
          id: v7(),
          studentId: s.id,
          campusId: s.campusId,
          portions: [from, to],
          source: 'ENROLMENT',
          placedOn: toDbDate('2026-01-05'),
        };
      }),
    });
    await refreshProgress(tx, { institutionId, studentIds: students.map((s) => s.id), today: admin.today });
  });
}

/** Some weeks of lessons up to yesterday, each day as the ustadh would have saved it, from the day's own suggestions. */
export async function makeHistory(teacher: Scope): Promise<void> {
  const days: string[] = [];
  for (let day = addDays(teacher.today, -1); days.length < teachingDays; day = addDays(day, -1)) {
    if (isTeachingDay(day, teacher.institution.weeklyHoliday)) days.unshift(day);
  }
  for (const [n, date] of days.entries()) await inTenant(teacher, (tx) => makeDay(tx, teacher, date, n));
}

async function makeDay(
  tx: Parameters<Parameters<typeof inTenant>[1]>[0],
  teacher: Scope,
  date: string,
  n: number,
): Promise<void> {
  // As of that very day: saving a day afterwards would be a correction with a reason.
  const who = { ...teacher, today: date };
  const institutionId = teacher.institution.id;
  const halqa = await tx.halqa.findFirstOrThrow({
    where: { institutionId },
    select: { id: true, sessions: true },
  });
  const session = halqa.sessions[0] as DaySession;
  const students = await tx.student.findMany({
    where: { institutionId, halqaId: halqa.id },
    select: { id: true, progress: { select: { nextSabaq: true, nextSabqi: true, nextManzil: true } } },
    orderBy: { id: 'asc' },
  });
  const away = (i: number) => (i * 7 + n * 3) % 17 === 0;
  await takeAttendance(
    tx,
    {
      halqaId: halqa.id,
      date,
      session,
      entries: students.map((s, i) =>
        away(i)
          ? {
              id: v7(),
              studentId: s.id,
              status: n % 2 ? 'ABSENT' : 'LEAVE',
              reason: n % 2 ? 'ILLNESS' : 'FAMILY',
            }
          : { id: v7(), studentId: s.id, status: (i + n) % 23 === 0 ? 'LATE' : 'PRESENT' },
      ),
    },
    who,
  );
  const lessons = students.flatMap(({ id: studentId, progress }, i) => {
    const due: [LessonKind, number[] | undefined][] = [
      ['SABAQ', progress?.nextSabaq],
      ['SABQI', progress?.nextSabqi],
      ['MANZIL', progress?.nextManzil],
    ];
    const entries = due.flatMap(([kind, portions], k) => {
      if (!portions?.length) return [];
      const recited = asRecited(kind, portions, { i, n });
      const grade = grades[(i * 5 + n * 2 + k * 3) % grades.length]!;
      const slips = grades.indexOf(grade);
      return [
        {
          id: v7(),
          kind,
          portions: recited,
          grade,
          mistakes: {
            atak: grade === 'EXCELLENT' ? 0 : 1 + (slips % 3),
            lahnJali: grade === 'REPEAT' ? 2 : 0,
            lahnKhafi: 0,
            tajweed: grade === 'WEAK' ? 2 : 0,
          },
          listener: 'TEACHER' as const,
        },
      ];
    });
    return away(i) || !entries.length ? [] : [{ studentId, halqaId: halqa.id, date, session, entries }];
  });
  // Marked on the page while the child recites, before the lesson is saved: of every third, and of some kinds.
  await markMistakes(tx, lessons.filter((_, i) => (i + n) % 3 === 0).flatMap(marksOf), who);
  await recordLessons(tx, lessons, who);
}

/** Mostly what was due. Some recite manzil in two portions, and one began its sabaq behind the place it had reached: the
 *  register marks that the ustadh insisted. */
function asRecited(kind: LessonKind, due: readonly number[], { i, n }: { i: number; n: number }): number[] {
  const [from, to] = [due[0]!, due[1]!];
  if (kind === 'MANZIL' && i % 5 === 3 && n % 3 === 0 && to - from > 40)
    return [from, from + 14, to - 14, to];
  if (kind === 'SABAQ' && i === 6 && n === teachingDays - 2 && to - from > 2) return [from + 2, to];
  return [...due];
}

/** Places for mistakes that a lesson counts; like places are hard for many, so they fall on the same ayat. */
function marksOf({
  studentId,
  date,
  entries,
}: Pick<RecordLessons, 'studentId' | 'date' | 'entries'>): Mark[] {
  return entries.flatMap(({ portions: [from, to], mistakes }) => {
    const ayah = Math.min(to!, Math.ceil(from! / 9) * 9);
    const kinds = MARK_KINDS.filter((kind) => mistakes[COUNT_OF[kind]] > 0);
    return kinds.map((kind, k) => ({
      id: v7(),
      studentId,
      date,
      kind,
      ayah,
      word: 1 + ((ayah + k) % wordsIn(ayah)),
    }));
  });
}
