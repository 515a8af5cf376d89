import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveHours } from '@/lib/conversations/hours/mutations';
import { askSchool, markRead, noteInside, say, setState, writeToFamily } from '@/lib/conversations/mutations';
import {
  getConversation,
  getFamilyOf,
  listConversations,
  listOwnChildren,
} from '@/lib/conversations/queries';
import type { Desk } from '@/lib/conversations/schema';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { removeGuardianship } from '@/lib/guardians/mutations';
import { getStanding } from '@/lib/notifications/queries';
import { makeGuardian, makeGuardianUser, makeStudent } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { type School, school } from './sync-school';

let noor: School;
let falah: School;
const phones = {
  mother: `+9230${Date.now() % 1e8}1`.padEnd(13, '7'),
  father: `+9231${Date.now() % 1e8}1`.padEnd(13, '7'),
};
const ids = { child: '', mother: '', father: '' };
let mother: Scope;
let father: Scope;

/** Afresh: a context lives for seconds. */
const as = async <T>(scope: Scope, work: (tx: TenantTx, scope: Scope) => Promise<T>): Promise<T> => {
  const now = { ...scope, context: (await scope.renew!())!, now: new Date() };
  return inTenant(now, (tx) => work(tx, now));
};
const ask = (scope: Scope, given: { desk?: Desk; studentId?: string; id?: string; body?: string } = {}) => {
  const { desk = 'OFFICE', studentId = ids.child, id = v7(), body = 'May he leave early?' } = given;
  const input = { id, messageId: v7(), studentId, desk, subject: 'Thursday', body };
  return as(scope, (tx, now) => askSchool(tx, input, now));
};
const unread = (scope: Scope) => as(scope, async (tx, now) => (await getStanding(tx, now)).unread);
const open = (scope: Scope, id: string) => as(scope, (tx, now) => getConversation(tx, now, id));
const refused = (code: string, message?: string) =>
  expect.objectContaining({ code, ...(message && { message }) });

beforeAll(async () => {
  noor = await school('noor-conversations');
  falah = await school('falah-conversations');
  await inTenant(noor.admin, async (tx) => {
    const { campusId } = await tx.halqa.findFirstOrThrow({ where: { id: noor.halqa } });
    ids.mother = (await makeGuardian(tx, noor.admin, { name: 'Amina', phone: phones.mother })).id;
    ids.father = (await makeGuardian(tx, noor.admin, { name: 'Yusuf', phone: phones.father })).id;
    ids.child = (
      await makeStudent(tx, noor.admin, {
        campusId,
        halqaId: noor.halqa,
        name: 'Muaz',
        guardianIds: [ids.mother, ids.father],
      })
    ).id;
  });
  mother = await scopeOf(await makeGuardianUser(phones.mother), 'guardian', noor.id);
  father = await scopeOf(await makeGuardianUser(phones.father), 'guardian', noor.id);
});

describe('P27 what a family and the school write to each other', () => {
  test('P27 a question waits for the office, its answer for the family, and each side sees what was read', async () => {
    const { id } = await ask(mother);
    expect(await unread(noor.admin)).toBe(1);
    expect(await unread(noor.teacher)).toBe(0);
    const seen = (await open(noor.admin, id))!;
    expect(seen.messages.map(({ side, own, body }) => ({ side, own, body }))).toEqual([
      { side: 'FAMILY', own: false, body: 'May he leave early?' },
    ]);
    expect(seen.schoolReadAt).toBeNull();
    const place = {
      id,
      desk: 'OFFICE' as const,
      studentId: ids.child,
      guardianId: ids.mother,
      shown: seen.lastAt,
    };
    await as(noor.admin, (tx, now) => markRead(tx, now, place));
    expect(await unread(noor.admin)).toBe(0);
    expect((await open(mother, id))!.schoolReadAt).not.toBeNull();
    await as(noor.admin, (tx, now) => say(tx, { id: v7(), conversationId: id, body: 'Yes.' }, now));
    expect(await unread(mother)).toBe(1);
    const answer = (await open(mother, id))!;
    expect(answer.messages.at(-1)).toMatchObject({
      side: 'SCHOOL',
      role: 'admin',
      body: 'Yes.',
      author: null,
    });
    await as(mother, (tx, now) => markRead(tx, now, { ...place, shown: answer.lastAt }));
    expect(await unread(mother)).toBe(0);
    const trail = await as(noor.admin, (tx) =>
      tx.auditEntry.findMany({
        where: { institutionId: noor.id, subjectId: ids.child, action: { startsWith: 'conversations.' } },
        orderBy: { seq: 'asc' },
        select: { action: true, detail: true },
      }),
    );
    expect(trail.map(({ action }) => action)).toEqual(['conversations.read', 'conversations.answered']);
    expect(JSON.stringify(trail)).not.toMatch(/Yes|early/);
  });

  test('P27 sent twice it is there once; what came after the page was drawn stays unread', async () => {
    const id = v7();
    const messageId = v7();
    const input = {
      id,
      messageId,
      studentId: ids.child,
      desk: 'OFFICE' as const,
      subject: 'Fees',
      body: 'How much?',
    };
    for (let i = 0; i < 3; i += 1) await as(mother, (tx, now) => askSchool(tx, input, now));
    const again = { id: v7(), conversationId: id, body: 'And when?' };
    const drawn = (await open(noor.admin, id))!.lastAt;
    await Promise.all([1, 2, 3].map(() => as(mother, (tx, now) => say(tx, again, now))));
    const seen = (await open(noor.admin, id))!;
    expect(seen.messages.map(({ body }) => body)).toEqual(['How much?', 'And when?']);
    const place = { id, desk: 'OFFICE' as const, studentId: ids.child, guardianId: ids.mother };
    await as(noor.admin, (tx, now) => markRead(tx, now, { ...place, shown: drawn }));
    expect(await unread(noor.admin)).toBe(1);
    await as(noor.admin, (tx, now) => markRead(tx, now, { ...place, shown: seen.lastAt }));
    expect(await unread(noor.admin)).toBe(0);
  });

  test('P08 two parents do not read each other’s, nor a message in another’s name', async () => {
    const { id } = await ask(mother);
    expect(await open(father, id)).toBeUndefined();
    const reply = { id: v7(), conversationId: id, body: 'I am her' };
    await expect(as(father, (tx, now) => say(tx, reply, now))).rejects.toEqual(refused('NOT_FOUND'));
    const forged = {
      institutionId: noor.id,
      id: v7(),
      conversationId: id,
      studentId: ids.child,
      campusId: (await open(mother, id))!.child.id,
      guardianId: ids.mother,
      desk: 'OFFICE',
      body: 'Paid in full',
      side: 'SCHOOL',
      role: 'admin',
      authorId: noor.admin.userId,
    };
    await as(mother, async (tx) => {
      const { campusId } = await tx.student.findFirstOrThrow({ where: { id: ids.child } });
      await tx.conversationMessage.createMany({ data: [{ ...forged, campusId }] });
    });
    const seen = (await open(noor.admin, id))!;
    expect(seen.messages.at(-1)).toMatchObject({ side: 'FAMILY', role: 'guardian', body: 'Paid in full' });
    await expect(
      as(noor.admin, (tx) =>
        tx.conversationMessage.updateMany({ where: { id: forged.id }, data: { body: 'Owes' } }),
      ),
    ).rejects.toThrow();
  });

  test('P27 what the school notes for itself a family cannot read by any statement', async () => {
    const { id } = await ask(mother);
    const words = 'Canary: the father is abroad';
    await as(noor.admin, (tx, now) => noteInside(tx, { id: v7(), conversationId: id, body: words }, now));
    expect((await open(noor.admin, id))!.notes.map(({ body }) => body)).toEqual([words]);
    const seen = (await open(mother, id))!;
    expect(JSON.stringify(seen)).not.toContain('Canary');
    const rows = await as(mother, (tx) => tx.$queryRaw<object[]>`SELECT * FROM conversation_notes`);
    expect(rows).toEqual([]);
    await expect(
      as(mother, (tx, now) => noteInside(tx, { id: v7(), conversationId: id, body: 'mine' }, now)),
    ).rejects.toThrow();
  });

  test('P27 the ustadh is written to where the institution allows it, reads only that, and only of own children', async () => {
    await expect(ask(mother, { desk: 'USTADH' })).rejects.toEqual(refused('CONFLICT', 'ustadhClosed'));
    const hours = { office: true, ustadh: true, days: [1, 2], from: 480, to: 840 };
    await as(noor.admin, (tx, now) => saveHours(tx, hours, now));
    const { id } = await ask(mother, { desk: 'USTADH' });
    const office = await ask(mother);
    expect(await unread(noor.teacher)).toBe(1);
    expect(await open(noor.teacher, office.id)).toBeUndefined();
    expect((await open(noor.teacher, id))!.hours).toEqual(hours);
    const { lines } = await as(noor.teacher, (tx, now) =>
      listConversations(tx, now, { show: '', desk: '', page: 1 }),
    );
    expect(lines.map((line) => line.id)).toEqual([id]);
    // The office reads along without taking it from the ustadh, and each look stands in the trail.
    const place = {
      id,
      desk: 'USTADH' as const,
      studentId: ids.child,
      guardianId: ids.mother,
      shown: new Date(),
    };
    await as(noor.admin, (tx, now) => markRead(tx, now, place));
    expect(await unread(noor.teacher)).toBe(1);
    // The desk is closed while a question waits there: families write no more, its own people finish what is open.
    const saying = (text: string) => ({ conversationId: id, id: v7(), body: text });
    await as(noor.admin, (tx, now) => saveHours(tx, { ...hours, ustadh: false }, now));
    await expect(as(mother, (tx, now) => say(tx, saying('And tomorrow?'), now))).rejects.toEqual(
      refused('CONFLICT', 'ustadhClosed'),
    );
    await as(noor.teacher, (tx, now) => say(tx, saying('He may come later.'), now));
    await as(noor.admin, (tx, now) => say(tx, saying('From now on ask us.'), now));
    expect((await open(mother, id))!.messages.map(({ body }) => body)).toEqual(
      expect.arrayContaining(['He may come later.', 'From now on ask us.']),
    );
    await as(noor.admin, (tx, now) => saveHours(tx, hours, now));
    await noor.moveAway(ids.child);
    expect(await open(noor.teacher, id)).toBeUndefined();
    await as(noor.admin, (tx) =>
      tx.student.updateMany({ where: { id: ids.child }, data: { halqaId: noor.halqa } }),
    );
  });

  test('P27 a family writes to no ustadh where the child has none: nobody would read it', async () => {
    const hours = { office: true, ustadh: true, days: [1, 2], from: 480, to: 840 };
    await as(noor.admin, (tx, now) => saveHours(tx, hours, now));
    const { id } = await ask(mother, { desk: 'USTADH' });
    const none = refused('CONFLICT', 'ustadhClosed');
    const seat = (halqaId: string | null) =>
      as(noor.admin, (tx) => tx.student.updateMany({ where: { id: ids.child }, data: { halqaId } }));
    await seat(null);
    await expect(ask(mother, { desk: 'USTADH' })).rejects.toEqual(none);
    const more = { id: v7(), conversationId: id, body: 'Is he ill?' };
    await expect(as(mother, (tx, now) => say(tx, more, now))).rejects.toEqual(none);
    expect((await open(mother, id))!.hours).toMatchObject({ office: true, ustadh: false });
    await as(noor.admin, (tx, now) => say(tx, { ...more, id: v7(), body: 'Ask us.' }, now));
    await ask(mother);
    await seat(noor.halqa);
    await as(mother, (tx, now) => say(tx, more, now));
  });

  test('P27 the school writes first to one guardian of the child, and to nobody else', async () => {
    const family = await as(noor.admin, (tx) =>
      getFamilyOf(tx, { institutionId: noor.id, studentId: ids.child }),
    );
    expect(family!.guardians.map(({ id, signsIn }) => [id, signsIn])).toEqual(
      expect.arrayContaining([
        [ids.mother, true],
        [ids.father, true],
      ]),
    );
    const input = {
      id: v7(),
      messageId: v7(),
      studentId: ids.child,
      guardianId: ids.father,
      subject: 'Books',
      body: 'Please bring them.',
    };
    const { id } = await as(noor.admin, (tx, now) => writeToFamily(tx, input, now));
    expect((await open(father, id))!.messages).toHaveLength(1);
    expect(await open(mother, id)).toBeUndefined();
    const wrong = { ...input, id: v7(), messageId: v7(), studentId: noor.students[0]! };
    await expect(as(noor.admin, (tx, now) => writeToFamily(tx, wrong, now))).rejects.toEqual(
      refused('NOT_FOUND'),
    );
  });

  test('P27 closed by the office, open again when somebody writes', async () => {
    const { id } = await ask(mother);
    await as(noor.admin, (tx, now) => setState(tx, { conversationId: id, state: 'CLOSED' }, now));
    expect((await open(mother, id))!.state).toBe('CLOSED');
    expect(await unread(noor.admin)).toBe(
      await as(
        noor.admin,
        async (tx, now) => (await listConversations(tx, now, { show: 'unread', desk: '', page: 1 })).total,
      ),
    );
    await as(mother, (tx, now) => say(tx, { id: v7(), conversationId: id, body: 'One more thing' }, now));
    expect((await open(noor.admin, id))!.state).toBe('OPEN');
  });

  test('P05 another institution sees, writes and counts nothing of it', async () => {
    const { id } = await ask(mother);
    for (const scope of [falah.admin, falah.teacher]) {
      expect(await open(scope, id)).toBeUndefined();
      expect(await unread(scope)).toBe(0);
      const { total } = await as(scope, (tx, now) =>
        listConversations(tx, now, { show: '', desk: '', page: 1 }),
      );
      expect(total).toBe(0);
      const reply = { id: v7(), conversationId: id, body: 'hello' };
      await expect(as(scope, (tx, now) => say(tx, reply, now))).rejects.toEqual(refused('NOT_FOUND'));
    }
    await expect(ask(mother, { studentId: falah.students[0]! })).rejects.toEqual(refused('NOT_FOUND'));
  });

  test('P08 who is no longer a guardian of the child reads nothing about it any more', async () => {
    const { id } = await ask(father);
    const link = await as(noor.admin, (tx) =>
      tx.guardianship.findFirstOrThrow({
        where: { institutionId: noor.id, studentId: ids.child, guardianId: ids.father },
      }),
    );
    await as(noor.admin, (tx, now) => removeGuardianship(tx, { scope: now, id: link.id }));
    expect(await open(father, id)).toBeUndefined();
    expect(await as(father, (tx, now) => listOwnChildren(tx, now))).toEqual([]);
    expect((await open(noor.admin, id))!.subject).toBe('Thursday');
  });
});
