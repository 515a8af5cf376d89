import { v7 } from 'uuid';
import { takeAttendance } from '@/lib/attendance/mutations';
import { isTeachingDay } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { dayPlans } from '@/lib/lessons/day/rules';
import { recordLessons } from '@/lib/lessons/mutations';
import { getSweep } from '@/lib/lessons/sweep/queries';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import { makeGuardian, makeHalqa, makeStudent } from './makers';
import { makeUser, scopeOf } from './sessions';

const teachingDays = 6;
const sessions = ['FAJR', 'AFTER_ZUHR'] as const;
const children = [
  'Sufyan Lodhi|سفیان لودھی',
  'Zubair Qureshi|زبیر قریشی',
  'Talha Rajput|طلحہ راجپوت',
  'Hamza Siddiqui|حمزہ صدیقی',
];

/** A halqa of the whole day: sabaq at Fajr, what is older after Zuhr, and attendance at both. */
export async function makeFullDay(admin: Scope, teacherEmail: string, password: string): Promise<void> {
  const halqaId = await inTenant(admin, (tx) => open(tx, admin));
  const teacher = await scopeOf(await makeUser(teacherEmail, password), 'teacher', admin.institution.id);
  const days: string[] = [];
  for (let day = addDays(teacher.today, -1); days.length < teachingDays; day = addDays(day, -1)) {
    if (isTeachingDay(day, teacher.institution.weeklyHoliday)) days.unshift(day);
  }
  for (const [n, date] of days.entries())
    for (const session of sessions)
      await inTenant(teacher, (tx) => makeSession(tx, teacher, { halqaId, date, session, n }));
}

async function open(tx: TenantTx, admin: Scope): Promise<string> {
  const institutionId = admin.institution.id;
  const campus = await tx.campus.findFirstOrThrow({ where: { institutionId }, select: { id: true } });
  const staff = await tx.staff.findFirstOrThrow({ where: { institutionId }, select: { id: true } });
  const halqa = await makeHalqa(tx, admin, {
    campusId: campus.id,
    name: 'Halqa Bilal',
    nativeName: 'حلقہ بلال',
    sessions: [...sessions],
    sessionKinds: { FAJR: ['SABAQ'], AFTER_ZUHR: ['SABQI', 'MANZIL'] },
    staffId: staff.id,
  });
  const ids: string[] = [];
  for (const [i, both] of children.entries()) {
    const [name, nativeName] = both.split('|') as [string, string];
    const father = await makeGuardian(tx, admin, {
      name: `Abdullah ${name.split(' ').at(-1)}`,
      nativeName: `عبداللہ ${nativeName.split(' ').at(-1)}`,
      phone: `+92300111${3001 + i}`,
    });
    const { id } = await makeStudent(tx, admin, {
      campusId: campus.id,
      halqaId: halqa.id,
      name,
      nativeName,
      rollNo: `FD-2026-01${String(i + 1).padStart(2, '0')}`,
      direction: 'BACKWARD',
      startJuz: 30,
      gender: 'MALE',
      bornOn: `${2013 + (i % 3)}-05-1${i}`,
      guardianIds: [father.id],
    });
    const portions = [juzRange(29 - i, 'madani')[0], juzRange(30, 'madani')[1]];
    await tx.placement.create({
      data: {
        institutionId,
        id: v7(),
        studentId: id,
        campusId: campus.id,
        portions,
        source: 'ENROLMENT',
        placedOn: toDbDate('2026-01-05'),
      },
    });
    ids.push(id);
  }
  await refreshProgress(tx, { institutionId, studentIds: ids, today: admin.today });
  return halqa.id;
}

/** What the session's own page proposes, heard; one child comes too late for Fajr. */
async function makeSession(
  tx: TenantTx,
  teacher: Scope,
  at: { halqaId: string; date: string; session: (typeof sessions)[number]; n: number },
): Promise<void> {
  const { n, ...slot } = at;
  // As of that very day: saving a day afterwards would be a correction with a reason.
  const who = { ...teacher, today: slot.date };
  const { students } = await getSweep(tx, { institutionId: teacher.institution.id, ...slot });
  const asleep = slot.session === 'FAJR' ? n % (students.length + 2) : -1;
  const entries = students.map(({ id }, i) => ({
    id: v7(),
    studentId: id,
    status: i === asleep ? ('ABSENT' as const) : ('PRESENT' as const),
  }));
  await takeAttendance(tx, { ...slot, entries }, who);
  const lessons = students.flatMap((student, i) => {
    const due = dayPlans(student).filter(({ portions, aside }) => portions.length > 0 && !aside);
    if (i === asleep || due.length === 0) return [];
    const heard = due.map(({ kind, portions }) => ({
      id: v7(),
      kind,
      portions: [...portions],
      grade: (i + n) % 3 === 0 ? ('EXCELLENT' as const) : ('GOOD' as const),
      mistakes: { atak: (i + n) % 3 === 0 ? 0 : 1, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
      listener: 'TEACHER' as const,
    }));
    return [{ studentId: student.id, ...slot, entries: heard }];
  });
  if (lessons.length > 0) await recordLessons(tx, lessons, who);
}
