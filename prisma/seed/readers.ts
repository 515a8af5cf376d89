import { v7 } from 'uuid';
import { takeAttendance } from '@/lib/attendance/mutations';
import { isTeachingDay } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import type { Grade } from '@/lib/lessons/rules';
import { DEFAULT_CURRICULUM } from '@/lib/reading/curriculum/rules';
import { nextPart, valuesOfPart } from '@/lib/reading/day/rules';
import { markStep, recordReadings } from '@/lib/reading/mutations';
import { getReaders } from '@/lib/reading/queries';
import { makeGuardian, makeHalqa, makeStudent } from './makers';
import { makeUser, scopeOf } from './sessions';

const session = 'MAGHRIB';
const teachingDays = 12;
// Name, programme, grades in turn; the third is refused again and again, the last stays away.
const readers: [both: string, programme: 'NAZRA' | 'QAIDA', grades: Grade[]][] = [
  ['Yahya Ansari|یحییٰ انصاری', 'NAZRA', ['GOOD', 'EXCELLENT']],
  ['Idris Baig|ادریس بیگ', 'QAIDA', ['EXCELLENT', 'GOOD', 'GOOD']],
  ['Haroon Memon|ہارون میمن', 'NAZRA', ['GOOD', 'REPEAT', 'REPEAT']],
  ['Luqman Abbasi|لقمان عباسی', 'QAIDA', ['GOOD', 'WEAK']],
];

/** A halqa of the evening whose children read from the page: nazra and the qaida, some days of each. */
export async function makeReaders(admin: Scope, teacherEmail: string, password: string): Promise<void> {
  const halqaId = await inTenant(admin, async (tx) => {
    const where = { institutionId: admin.institution.id };
    const campus = await tx.campus.findFirstOrThrow({ where, select: { id: true } });
    const staff = await tx.staff.findFirstOrThrow({ where, select: { id: true } });
    const halqa = await makeHalqa(tx, admin, {
      campusId: campus.id,
      name: 'Halqa Zaid',
      nativeName: 'حلقہ زید',
      programme: 'NAZRA',
      session,
      staffId: staff.id,
    });
    for (const [i, [both, programme]] of readers.entries()) {
      const [name, nativeName] = both.split('|') as [string, string];
      const father = await makeGuardian(tx, admin, {
        name: `Abdullah ${name.split(' ').at(-1)}`,
        nativeName: `عبداللہ ${nativeName.split(' ').at(-1)}`,
        phone: `+92300111${1001 + i}`,
      });
      await makeStudent(tx, admin, {
        campusId: campus.id,
        halqaId: halqa.id,
        name,
        nativeName,
        programme,
        rollNo: `NZ-2026-01${String(i + 1).padStart(2, '0')}`,
        gender: 'MALE',
        bornOn: `${2017 + (i % 3)}-04-1${i}`,
        guardianIds: [father.id],
      });
    }
    return halqa.id;
  });
  const teacher = await scopeOf(await makeUser(teacherEmail, password), 'teacher', admin.institution.id);
  const days: string[] = [];
  for (let day = addDays(teacher.today, -1); days.length < teachingDays; day = addDays(day, -1)) {
    if (isTeachingDay(day, teacher.institution.weeklyHoliday)) days.unshift(day);
  }
  for (const [n, date] of days.entries()) await makeDay(teacher, { halqaId, date, n });
}

async function makeDay(teacher: Scope, { halqaId, date, n }: { halqaId: string; date: string; n: number }) {
  // As of that very day: saving a day afterwards would be a correction with a reason.
  const who = { ...teacher, today: date };
  await inTenant(teacher, async (tx) => {
    const found = await getReaders(tx, { institutionId: teacher.institution.id, halqaId, date });
    const gone = n >= teachingDays - 3;
    const read = found.readers.flatMap((reader, at) => {
      const part = nextPart(reader, DEFAULT_CURRICULUM);
      const grades = readers.find(([both]) => both.startsWith(reader.name))![2];
      if (!part || (gone && at === away(found.readers))) return [];
      const grade = grades[n % grades.length]!;
      const slips = { atak: grade === 'EXCELLENT' ? 0 : 2, lahnJali: grade === 'REPEAT' ? 3 : 0 };
      const place = valuesOfPart(part, reader.mushaf);
      const common = {
        id: v7(),
        studentId: reader.id,
        halqaId,
        date,
        session,
        kind: reader.programme,
      } as const;
      return [
        { ...common, ...place, grade, ...slips, lahnKhafi: 0, tajweed: 0, listener: 'TEACHER' as const },
      ];
    });
    await recordReadings(tx, read, who);
    const absent = found.readers.filter(({ id }) => !read.some(({ studentId }) => studentId === id));
    const entries = absent.map(({ id }) => ({ id: v7(), studentId: id, status: 'ABSENT' as const }));
    if (entries.length > 0) await takeAttendance(tx, { halqaId, date, session, entries }, who);
    // A lesson of the qaida takes three days, then it is mastered.
    for (const { studentId, item } of n % 3 === 2 ? read : []) {
      if (item) await markStep(tx, { id: v7(), studentId, item, state: 'MASTERED', date }, who);
    }
  });
}

const away = (list: readonly { name: string }[]) => list.findIndex(({ name }) => name.startsWith('Luqman'));
