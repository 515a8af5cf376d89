import { v7 } from 'uuid';
import { saveHours } from '@/lib/conversations/hours/mutations';
import { askSchool, noteInside, say } from '@/lib/conversations/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { sendNotice } from '@/lib/notices/mutations';
import { countReach } from '@/lib/notices/queries';
import { shownReach } from '@/lib/notices/rules';
import { makeGuardianUser } from './makers';
import { scopeOf } from './sessions';

/** A question that waits for the ustadh, one that the office has answered, and a notice to everybody. */
export async function makeWriting(admin: Scope, phone: string): Promise<void> {
  const institutionId = admin.institution.id;
  const parent = await scopeOf(await makeGuardianUser(phone), 'guardian', institutionId);
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
    await ask(
      'USTADH',
      'Which page tonight?',
      'Assalamu alaikum. Which page shall we listen to at home tonight?',
    );
    return ask(
      'OFFICE',
      'Leave on Thursday',
      'We travel to Multan on Thursday. May Anas have leave for two days?',
    );
  });
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
