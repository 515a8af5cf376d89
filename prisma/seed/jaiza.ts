import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { proposeBand } from '@/lib/jaiza/band/mutations';
import { markQuestion, openPaper } from '@/lib/jaiza/paper/mutations';
import { getPaper } from '@/lib/jaiza/paper/queries';
import { askTest } from '@/lib/jaiza/queue/mutations';
import { recordResult } from '@/lib/jaiza/result/mutations';
import type { RecordResult } from '@/lib/jaiza/result/schema';
import { acceptInvitation, makeInvitation, makeStaff } from './makers';
import { makeUser, scopeOf } from './sessions';

export const examinerEmail = 'examiner@noor.example';

/** An examiner with a queue: tests that wait, one passed, one passed on conditions, and a lesson proposed to be stopped. */
export async function makeJaiza(admin: Scope, teacherEmail: string, password: string): Promise<void> {
  const institutionId = admin.institution.id;
  const { token, children } = await inTenant(admin, async (tx) => {
    const staff = await makeStaff(tx, admin, {
      name: 'Qari Yusuf Bukhari',
      nativeName: 'قاری یوسف بخاری',
      email: examinerEmail,
    });
    const found = await tx.student.findMany({
      where: { institutionId, programme: 'HIFZ', direction: 'BACKWARD', status: 'ACTIVE' },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return {
      token: await makeInvitation(tx, admin, { staffId: staff.id, role: 'examiner' }),
      children: found.map(({ id }) => id),
    };
  });
  const user = await makeUser(examinerEmail, password);
  await acceptInvitation(token, user);
  const teacher = await scopeOf(await makeUser(teacherEmail, password), 'teacher', institutionId);
  const [passed, conditional, para, tarteeb, stopped] = children;
  if (!passed || !conditional || !para || !tarteeb || !stopped) return;
  const ask = async (studentId: string, kind: 'PARA' | 'TARTEEB') => {
    const id = v7();
    const juz = kind === 'PARA' ? 30 : undefined;
    await inTenant(teacher, (tx) => askTest(tx, teacher, { id, studentId, kind, juz }));
    return id;
  };
  const tests = [await ask(passed, 'PARA'), await ask(conditional, 'PARA')] as const;
  await ask(para, 'PARA');
  await ask(tarteeb, 'TARTEEB');
  const examiner = await scopeOf(user, 'examiner', institutionId);
  await hold(examiner, tests[0], { result: 'PASS' }, 0);
  await hold(
    examiner,
    tests[1],
    {
      result: 'CONDITIONAL_PASS',
      conditions: 'سورۃ النبا ایک بار پھر بغیر لقمے کے سنائی جائے',
      conditionsDue: addDays(examiner.today, 5),
    },
    2,
  );
  await inTenant(teacher, (tx) =>
    proposeBand(tx, teacher, {
      id: v7(),
      studentId: stopped,
      act: 'STOP',
      reason: 'منزل دو ہفتے سے صاف نہیں سنی گئی',
    }),
  );
}

async function hold(
  examiner: Scope,
  testId: string,
  result: Pick<RecordResult, 'result' | 'conditions' | 'conditionsDue'>,
  errors: number,
): Promise<void> {
  const institutionId = examiner.institution.id;
  await inTenant(examiner, async (tx) => {
    await openPaper(tx, examiner, { testId });
    const paper = await getPaper(tx, { institutionId, testId });
    for (const question of paper?.passages.keys() ?? [])
      await markQuestion(tx, examiner, {
        testId,
        question,
        heard: 'on',
        atak: question % 2,
        lahnJali: errors,
        lahnKhafi: 0,
        tajweed: errors > 0 ? 1 : 0,
        prompt: 0,
      });
    await recordResult(tx, examiner, {
      testId,
      takenBack: [],
      remark: 'ایک ہی نشست میں سنا گیا',
      ...result,
    });
  });
}
