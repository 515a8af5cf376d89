import { v7 } from 'uuid';
import { saveHours } from '@/lib/conversations/hours/mutations';
import { askSchool, noteInside, say } from '@/lib/conversations/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate } from '@/lib/core/db/dates';
import { enqueue } from '@/lib/core/db/jobs';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { sendNotice } from '@/lib/notices/mutations';
import { countReach } from '@/lib/notices/queries';
import { shownReach } from '@/lib/notices/rules';
import { makeGuardianUser } from './makers';
import { scopeOf } from './sessions';

/** A question that waits for the ustadh, one that he and one that the office has answered, a notice to everybody, and
 *  yesterday's reports: the demonstration's own worker sends them to its phones. */
export async function makeWriting(admin: Scope, phone: string, ustadh: Scope): Promise<void> {
  const institutionId = admin.institution.id;
  const at = (scope: Scope, hoursAgo: number) => ({
    ...scope,
    now: new Date(admin.now.getTime() - hoursAgo * 3_600_000),
  });
  const parent = at(await scopeOf(await makeGuardianUser(phone), 'guardian', institutionId), 20);
  await inTenant(admin, (tx) =>
    saveHours(tx, { office: true, ustadh: true, days: [0, 1, 2, 3, 4, 6], from: 480, to: 840 }, admin),
  );
  const answered = await inTenant(parent, async (tx) => {
    const { id: studentId } = await tx.student.findFirstOrThrow({
      where: { institutionId },
      orderBy: { rollNo: 'asc' },
    });
    const ask = (desk: 'OFFICE' | 'USTADH', subject: string, body: string) =>
      askSchool(tx, { id: v7(), messageId: v7(), studentId, desk, subject, body }, parent);
    const urdu = await ask(
      'USTADH',
      'جمعرات کا سبق',
      'السلام علیکم۔ انس بخار کی وجہ سے جمعرات کو سبق یاد نہیں کر سکا۔ کیا وہ ہفتے کو Al-Mulk 1–5 سنا دے؟',
    );
    await ask(
      'USTADH',
      'Which page tonight?',
      'Assalamu alaikum. Which page shall we listen to at home tonight?',
    );
    const office = await ask(
      'OFFICE',
      'Leave on Thursday',
      'We travel to Multan on Thursday. May Anas have leave for two days?',
    );
    return { id: office.id, urdu: urdu.id };
  });
  await inTenant(ustadh, (tx) =>
    say(
      tx,
      {
        id: v7(),
        conversationId: answered.urdu,
        body: 'وعلیکم السلام۔ جی ہاں، پہلے صحت۔ ہفتے کو سبقی کے ساتھ سنا دے۔',
      },
      at(ustadh, 19),
    ),
  );
  await inTenant(admin, (tx) => tellYesterday(tx, institutionId));
  await inTenant(admin, async (tx) => {
    await say(
      tx,
      {
        id: v7(),
        conversationId: answered.id,
        body: 'Yes, with pleasure. Please have him read his manzil on the way.',
      },
      admin,
    );
    await noteInside(
      tx,
      { id: v7(), conversationId: answered.id, body: 'Third leave this term: mention it at the meeting.' },
      admin,
    );
    const choice = { audience: 'ALL', families: 'on', staff: 'on' } as const;
    const reach = await countReach(tx, {
      institutionId,
      audience: { kind: 'ALL' },
      families: true,
      staff: true,
    });
    await sendNotice(
      tx,
      {
        ...{ id: v7(), ...choice, urgent: 'on' },
        title: 'Closed on Saturday',
        body: 'The electricity will be off on Saturday. Lessons begin again on Sunday morning.',
        counted: shownReach(choice, reach),
      },
      admin,
    );
  });
}

/** The reports of the last day that was recorded. One family wants none: the log says so. */
async function tellYesterday(tx: TenantTx, institutionId: string): Promise<void> {
  const last = await tx.lesson.findFirstOrThrow({
    where: { institutionId },
    select: { halqaId: true, date: true },
    orderBy: { date: 'desc' },
  });
  const { guardianId } = await tx.guardianship.findFirstOrThrow({
    where: { institutionId, receivesMessages: true },
    select: { guardianId: true },
    orderBy: { student: { rollNo: 'desc' } },
  });
  await tx.guardianship.updateMany({
    where: { institutionId, guardianId },
    data: { optedOutAt: new Date() },
  });
  const ids = { halqaId: last.halqaId, date: fromDbDate(last.date) };
  await enqueue(tx, 'messages.compose', { ids, key: `demo ${ids.date}` });
}
