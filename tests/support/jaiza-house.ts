import { v7 } from 'uuid';
import type { Role } from '@/lib/core/auth/roles';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { markQuestion, openPaper } from '@/lib/jaiza/paper/mutations';
import { getPaper } from '@/lib/jaiza/paper/queries';
import { getGates } from '@/lib/jaiza/queries';
import { listWaiting } from '@/lib/jaiza/queue/queries';
import { recordResult } from '@/lib/jaiza/result/mutations';
import { recordLessons } from '@/lib/lessons/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { fromFlat } from '@/lib/quran/range-set';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

export interface House {
  id: string;
  admin: Scope;
  teacher: Scope;
  other: Scope;
  examiner: () => Promise<Scope>;
  /** Whose children a session sees is said when it begins. */
  enter: () => Promise<{ teacher: Scope; other: Scope; guardian: Scope }>;
  guardian: Scope;
  campus: string;
  halqa: string;
  otherHalqa: string;
  father: string;
}

const phrase = 'a long enough phrase';

/** A house with two halqas and their teachers, an examiner who also teaches the second, and a father. */
export async function house(name: string, phone: string): Promise<House> {
  const adminUser = await makeUser(`admin.${name}@jaiza.example`, phrase);
  const id = await makeInstitution({ name, admin: adminUser });
  const admin = await scopeOf(adminUser, 'admin', id);
  const tokens: [string, string][] = [];
  const made = await inTenant(admin, async (tx) => {
    const { id: campus } = await makeCampus(tx, admin, { name: 'Main' });
    const staff = async (who: string, role?: string) => {
      const member = await makeStaff(tx, admin, { name: who, email: `${who}.${name}@jaiza.example` });
      tokens.push([who, await makeInvitation(tx, admin, { staffId: member.id, ...(role && { role }) })]);
      return member.id;
    };
    const first = await staff('ustadh');
    const second = await staff('mumtahin', 'examiner');
    tokens.push(['mumtahin', await makeInvitation(tx, admin, { staffId: second })]);
    const halqa = await makeHalqa(tx, admin, { campusId: campus, name: 'Umar', staffId: first });
    const otherHalqa = await makeHalqa(tx, admin, { campusId: campus, name: 'Ali', staffId: second });
    const father = await makeGuardian(tx, admin, { name: 'Walid', phone });
    await makeStudent(tx, admin, {
      campusId: campus,
      halqaId: halqa.id,
      name: 'Own child',
      guardianIds: [father.id],
    });
    return { campus, halqa: halqa.id, otherHalqa: otherHalqa.id, father: father.id };
  });
  const users = new Map<string, string>();
  for (const [who, token] of tokens) {
    const user = await makeUser(`${who}.${name}@jaiza.example`, phrase);
    users.set(who, user);
    await acceptInvitation(token, user);
  }
  const of = (who: string, role: Role) => scopeOf(users.get(who)!, role, id);
  const fatherUser = await makeGuardianUser(phone);
  const enter = async () => ({
    teacher: await of('ustadh', 'teacher'),
    other: await of('mumtahin', 'teacher'),
    guardian: await scopeOf(fatherUser, 'guardian', id),
  });
  return { id, admin, ...(await enter()), enter, examiner: () => of('mumtahin', 'examiner'), ...made };
}

export const juz30 = juzRange(30, 'madani');
export const juz29 = juzRange(29, 'madani');

/** A child that brought juz 30 but for its last surahs, and holds what else is said. */
export async function child(
  at: House,
  { halqa = at.halqa, brought = juz30 }: { halqa?: string; brought?: Range } = {},
) {
  const made = await inTenant(at.admin, async (tx) => {
    const { id } = await makeStudent(tx, at.admin, {
      campusId: at.campus,
      halqaId: halqa,
      name: `Child ${v7()}`,
      guardianIds: [at.father],
    });
    await tx.placement.create({
      data: {
        institutionId: at.id,
        id: v7(),
        studentId: id,
        campusId: at.campus,
        portions: [...brought],
        source: 'ENROLMENT',
        placedOn: new Date('2026-01-05'),
      },
    });
    await refreshProgress(tx, { institutionId: at.id, studentIds: [id], today: at.admin.today });
    return id;
  });
  Object.assign(at, await at.enter());
  return made;
}

/** A sabaq, recorded on its own day. */
export async function sabaq(
  at: House,
  studentId: string,
  portions: Range,
  date = addDays(at.teacher.today, -2),
) {
  const who = { ...at.teacher, today: date };
  await inTenant(at.teacher, (tx) =>
    recordLessons(
      tx,
      [
        {
          studentId,
          halqaId: at.halqa,
          date,
          session: 'MORNING',
          entries: [
            {
              id: v7(),
              kind: 'SABAQ',
              portions: [...portions],
              grade: 'GOOD',
              mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
              listener: 'TEACHER',
            },
          ],
        },
      ],
      who,
    ),
  );
}

/** A child that completed juz 30 here, so that its jaiza waits. */
export async function completed(at: House) {
  const id = await child(at, { brought: [juz30[0], juz30[1] - 10] });
  await sabaq(at, id, [juz30[1] - 9, juz30[1]]);
  return id;
}

export const waitingOf = (scope: Scope, studentId: string) =>
  inTenant(scope, (tx) => listWaiting(tx, { institutionId: scope.institution.id, studentId }));
export const gateOf = async (scope: Scope, studentId: string) =>
  (
    await inTenant(scope, (tx) =>
      getGates(tx, { institutionId: scope.institution.id, studentIds: [studentId] }),
    )
  ).get(studentId);
export const memorised = async (scope: Scope, studentId: string) => {
  const progress = await inTenant(scope, (tx) =>
    tx.studentProgress.findFirst({ where: { studentId }, select: { memorised: true } }),
  );
  return fromFlat(progress!.memorised);
};
export const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.message as string,
  );
export const clean = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0, prompt: 0, heard: 'on' as const };

/** Holds a test from paper to result: every question heard with the same counts of mistakes.
 *  @returns the paper */
export async function hold(
  scope: Scope,
  testId: string,
  result: Partial<Parameters<typeof recordResult>[2]>,
  counts: Partial<typeof clean> = {},
) {
  await inTenant(scope, (tx) => openPaper(tx, scope, { testId }));
  const paper = await inTenant(scope, (tx) => getPaper(tx, { institutionId: scope.institution.id, testId }));
  for (const question of paper!.passages.keys())
    await inTenant(scope, (tx) => markQuestion(tx, scope, { testId, question, ...clean, ...counts }));
  await inTenant(scope, (tx) =>
    recordResult(tx, scope, { testId, result: 'PASS', takenBack: [], ...result } as never),
  );
  return paper!;
}
