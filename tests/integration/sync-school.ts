import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import {
  acceptInvitation,
  makeCampus,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

export interface School {
  id: string;
  admin: Scope;
  teacher: Scope;
  halqa: string;
  /** Of programme HIFZ, juz 1 onwards. */
  students: string[];
  /** Of programme NAZRA. */
  reader: string;
  yesterday: string;
  enterAgain: () => Promise<Scope>;
  moveAway: (studentId: string) => Promise<void>;
}

/** An institution with one teacher's halqa of twenty-five and a second halqa without a teacher. */
export async function school(name: string): Promise<School> {
  const adminUser = await makeUser(`${name}@sync.example`, 'a long enough phrase');
  const id = await makeInstitution({ name, admin: adminUser });
  const admin = await scopeOf(adminUser, 'admin', id);
  const made = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas', email: `ustadh.${name}@sync.example` });
    const halqa = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Umar', staffId: staff.id });
    const other = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Ali' });
    const token = await makeInvitation(tx, admin, { staffId: staff.id });
    return { campus: campus.id, halqa: halqa.id, other: other.id, token };
  });
  // A few at a time: on a machine that is busy all of them are more than one transaction may last.
  const add = async (of: readonly number[], programme: string): Promise<string[]> =>
    inTenant({ ...admin, context: (await admin.renew!())! }, async (tx) => {
      const ids: string[] = [];
      for (const n of of) {
        const child = { name: `Student ${n}`, programme, direction: 'FORWARD', startJuz: 1 } as const;
        ids.push((await makeStudent(tx, admin, { campusId: made.campus, halqaId: made.halqa, ...child })).id);
      }
      return ids;
    });
  const students: string[] = [];
  for (let n = 0; n < 24; n += 4) students.push(...(await add([n, n + 1, n + 2, n + 3], 'HIFZ')));
  const [reader] = await add([24], 'NAZRA');
  const user = await makeUser(`ustadh.${name}@sync.example`, 'a long enough phrase');
  await acceptInvitation(made.token, user);
  const enterAgain = () => scopeOf(user, 'teacher', id);
  const teacher = await enterAgain();
  return {
    id,
    admin,
    teacher,
    halqa: made.halqa,
    students,
    reader: reader!,
    yesterday: addDays(teacher.today, -1),
    enterAgain,
    moveAway: async (studentId) => {
      await inTenant(admin, (tx) =>
        tx.student.updateMany({ where: { institutionId: id, id: studentId }, data: { halqaId: made.other } }),
      );
    },
  };
}

export function attendanceOf(
  { halqa, teacher }: School,
  students: string[],
  { date = teacher.today, ...mark }: { date?: string; status?: string; reason?: string } = {},
) {
  return {
    halqaId: halqa,
    date,
    session: 'MORNING',
    entries: students.map((studentId) => ({ id: v7(), studentId, status: 'PRESENT', ...mark })),
  };
}

export function lessonOf(
  { halqa, teacher }: School,
  studentId: string,
  entries: [kind: string, portions: number[]][],
  grade = 'EXCELLENT',
) {
  return {
    studentId,
    halqaId: halqa,
    date: teacher.today,
    session: 'MORNING',
    entries: entries.map(([kind, portions]) => ({
      id: v7(),
      kind,
      portions,
      grade,
      mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
      listener: 'TEACHER',
    })),
  };
}
