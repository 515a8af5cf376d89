import { v7 } from 'uuid';
import { isTeachingDay } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays, hijriOf, type LocalDate } from '@/lib/core/time';
import { DEFAULT_WEIGHTS, marksToFlat, NO_MARKS, scoreOf } from '@/lib/jaiza/rules';
import { pagesIn } from '@/lib/progress/measure/rules';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { saveTermMarks } from '@/lib/reports/marks/mutations';
import { schoolYear, schoolYearOf, USUAL_TERMS } from '@/lib/reports/terms/rules';

/** For one child of the house, where it has it: a register long enough for a khatm to be foreseen, and a report with marks. */
export async function makeLongRegister(admin: Scope, rollNo: string): Promise<void> {
  const institutionId = admin.institution.id;
  await inTenant(admin, async (tx) => {
    const student = await tx.student.findFirst({
      where: { institutionId, rollNo },
      select: { id: true, campusId: true, halqaId: true, placements: { select: { portions: true } } },
    });
    if (!student?.halqaId) return;
    const { halqaId } = student;
    const row = {
      institutionId,
      studentId: student.id,
      campusId: student.campusId,
      halqaId,
      session: 'MORNING',
    };
    const kept = { ...row, recordedBy: admin.userId };
    const days = taughtDays(admin);
    const here = days.filter((_, i) => i % 19 !== 4 && !(i > 90 && i < 98));
    await tx.attendance.createMany({
      data: days.map((date) => ({
        ...kept,
        id: v7(),
        date: toDbDate(date),
        status: here.includes(date) ? 'PRESENT' : 'ABSENT',
        reason: here.includes(date) ? null : 'ILLNESS',
      })),
    });
    const lessons = portionsBefore(student.placements[0]!.portions[0]!, here.length);
    await tx.lesson.createMany({
      data: lessons.map((portion, i) => ({
        ...kept,
        id: v7(),
        date: toDbDate(here[i]!),
        kind: 'SABAQ',
        portions: [...portion],
        grade: i % 11 === 5 ? 'WEAK' : i % 3 === 0 ? 'EXCELLENT' : 'GOOD',
        atak: i % 11 === 5 ? 2 : 0,
      })),
    });
    await refreshProgress(tx, { institutionId, studentIds: [student.id], today: admin.today });
    await passJaizas(tx, admin, { studentId: student.id, lessons, days: here });
    const offset = admin.institution.hijriOffset;
    const year = schoolYear(schoolYearOf(admin.today, USUAL_TERMS, offset), USUAL_TERMS, offset);
    for (const { term, to } of year.terms.filter((span) => span.to < admin.today))
      await saveTermMarks(tx, admin, {
        studentId: student.id,
        schoolYear: year.year,
        term,
        lang: 'ur',
        zabt: 54 - term * 2,
        tajweed: 23 + term,
        salah: 9,
        remark:
          to === year.terms[0]!.to ? 'محنتی طالب علم ہے۔ پارہ ۲۹ روزانہ آدھا پاؤ دہرایا جائے۔' : undefined,
      });
  });
}

/** The jaizas of what was completed, but for the last that waits: each held two days after the para's last lesson. */
async function passJaizas(
  tx: TenantTx,
  { institution, userId }: Scope,
  { studentId, lessons, days }: { studentId: string; lessons: readonly Range[]; days: readonly LocalDate[] },
): Promise<void> {
  const institutionId = institution.id;
  const waiting = await tx.jaizaTest.findMany({
    where: { institutionId, studentId, kind: 'PARA', state: 'WAITING' },
    select: { id: true, juz: true, scope: true, campusId: true },
    orderBy: { juz: 'desc' },
  });
  for (const [n, test] of waiting.entries()) {
    const end = lessons.findIndex(([, to]) => to === test.scope.at(-1));
    if (!test.juz || end < 0 || !days[end]) continue;
    const from = test.scope[0]!;
    const marks = [
      { ...NO_MARKS, heard: true },
      { ...NO_MARKS, atak: 2 + n, tajweed: n % 3, heard: true },
    ];
    await tx.jaizaResult.create({
      data: {
        institutionId,
        id: v7(),
        testId: test.id,
        studentId,
        campusId: test.campusId,
        kind: 'PARA',
        heldOn: toDbDate(addDays(days[end], 2)),
        result: 'PASS',
        score: scoreOf(marks, { weights: DEFAULT_WEIGHTS }),
        passMark: 80,
        passages: [from, from + 6, from + 40, from + 46],
        marks: marksToFlat(marks),
        takenBack: [],
        passedJuz: [test.juz],
        lostJuz: [],
        examinerId: userId,
      },
    });
    await tx.jaizaTest.updateMany({
      where: { institutionId, id: test.id },
      data: { state: 'DONE', examinerId: userId },
    });
  }
}

/** Ten months up to the weeks that the halqa's own history covers, without Fridays and the last days of Ramadan. */
function taughtDays({ today, institution }: Scope): LocalDate[] {
  const days = Array.from({ length: 280 }, (_, i) => addDays(today, i - 305));
  return days.filter((date) => {
    const { month, day } = hijriOf(date, institution.hijriOffset);
    return (
      isTeachingDay(date, institution.weeklyHoliday) &&
      !(month === 9 && day > 14) &&
      !(month === 10 && day < 8)
    );
  });
}

/** New lessons of about half a page, going down by juz from where the placement begins; so many at most. */
function portionsBefore(first: number, count: number): Range[] {
  const portions: Range[] = [];
  for (let juz = 29; juz >= 1 && portions.length < count; juz -= 1) {
    const [from, to] = juzRange(juz, 'madani');
    if (from >= first) continue;
    for (let ayah = from; ayah <= to && portions.length < count; ) {
      const wanted = 0.4 + (portions.length % 5) * 0.07;
      let end = ayah;
      while (end < to && pagesIn([[ayah, end]]) < wanted) end += 1;
      portions.push([ayah, end]);
      ayah = end + 1;
    }
  }
  return portions;
}
