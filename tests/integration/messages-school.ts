import type pg from 'pg';
import { v7 } from 'uuid';
import { finishSession, takeAttendance } from '@/lib/attendance/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import type { JobEntrance, JobScope } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { recordLessons } from '@/lib/lessons/mutations';
import { connectMeta, connectUltramsg } from '@/lib/messages/channel/mutations';
import { jobs } from '@/lib/messages/jobs';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import type { fakeUltraMsg } from '../fakes/ultramsg';
import type { fakeWhatsApp } from '../fakes/whatsapp';
import { runJobs } from '../support/run-jobs';

export type Family = { phone: string; digits: string; guardian: string; children: string[] };
type Fakes = {
  meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
  ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
};

/** A school with one halqa and a WhatsApp of its own, and what its people do. */
export async function messageSchool(superuser: pg.Client, name: string, prefix: string) {
  const password = 'green tea at noon';
  const owner = await makeUser(`office@${name}.example`, password);
  const id = await makeInstitution({ name, admin: owner });
  const admin = await scopeOf(owner, 'admin', id);
  const made = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas' });
    const halqa = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Umar', staffId: staff.id });
    const token = await makeInvitation(tx, admin, { staffId: staff.id });
    return { campus: campus.id, staff: staff.id, halqa: halqa.id, token };
  });
  const ustadh = await makeUser(`ustadh@${name}.example`, password);
  await acceptInvitation(made.token, ustadh);
  const asAdmin = async (): Promise<Scope> => ({ ...admin, context: (await admin.renew!())! });
  const now = () => ({ institutionId: id, now: new Date() });
  let families = 0;
  /** Every waiting job, those of the future too. */
  const work = () => runJobs(superuser, jobs, id);
  const only = (...tasks: string[]) =>
    runJobs(superuser, Object.fromEntries(tasks.map((task) => [task, jobs[task]!])), id);

  /** As the worker by now; what waits for another day does. */
  const due = (task: string) => runJobs(superuser, { [task]: jobs[task]! }, id, '1 hour');

  return {
    id,
    admin: asAdmin,
    now,
    work,
    only,
    due,
    async family(names: string[], language = 'ur'): Promise<Family> {
      families += 1;
      const phone = `${prefix}${String(families).padStart(4, '0')}`;
      return inTenant(await asAdmin(), async (tx) => {
        const guardian = (await makeGuardian(tx, admin, { name: `Father ${families}`, language, phone })).id;
        const children: string[] = [];
        for (const child of names)
          children.push(
            (
              await makeStudent(tx, admin, {
                campusId: made.campus,
                halqaId: made.halqa,
                name: child,
                nativeName: `${child} اردو`,
                guardianIds: [guardian],
              })
            ).id,
          );
        return { phone, digits: phone.slice(1), guardian, children };
      });
    },
    /** The ustadh marks and hears each child, then closes the session; the reports are written. */
    async day(children: string[], grade: 'EXCELLENT' | 'GOOD' | 'WEAK' = 'EXCELLENT') {
      const who = await scopeOf(ustadh, 'teacher', id);
      const slot = { halqaId: made.halqa, date: who.today, session: 'MORNING' as const };
      const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
      const sabaq = {
        kind: 'SABAQ' as const,
        portions: [1, 7],
        grade,
        mistakes,
        listener: 'TEACHER' as const,
      };
      await inTenant(who, async (tx) => {
        const entries = children.map((studentId) => ({ id: v7(), studentId, status: 'PRESENT' as const }));
        await takeAttendance(tx, { ...slot, entries }, who);
        const heard = children.map((studentId) => ({
          ...slot,
          studentId,
          entries: [{ id: v7(), ...sabaq }],
        }));
        await recordLessons(tx, heard, who);
        await finishSession(tx, slot, who);
      });
      await only('messages.compose');
    },
    /** The ustadh marks children, or corrects their marks, of this day or of so many days before. */
    async mark(children: string[], status: 'PRESENT' | 'ABSENT' | 'LEAVE', daysAgo = 0) {
      const who = await scopeOf(ustadh, 'teacher', id);
      const date = addDays(who.today, -daysAgo);
      const correctionReason = daysAgo ? 'The wrong child was marked' : undefined;
      const slot = { halqaId: made.halqa, date, session: 'MORNING' as const, correctionReason };
      const reason = status === 'ABSENT' ? ('ILLNESS' as const) : undefined;
      const entries = children.map((studentId) => ({
        id: v7(),
        studentId,
        status,
        ...(reason && { reason }),
      }));
      await inTenant(who, (tx) => takeAttendance(tx, { ...slot, entries }, who));
    },
    /** Days pass: all that was recorded and written so far lies so far back. */
    async daysPass(days: number) {
      for (const [table, sql] of [
        ['halqa_sessions', "date = date - $2::int, finished_at = finished_at - $2::int * interval '1 day'"],
        ['attendance', "date = date - $2::int, updated_at = updated_at - $2::int * interval '1 day'"],
        ['lessons', "date = date - $2::int, updated_at = updated_at - $2::int * interval '1 day'"],
        ['deliveries', 'day = day - $2::int'],
        [
          'jaiza_results',
          "held_on = held_on - $2::int, updated_at = updated_at - $2::int * interval '1 day'",
        ],
      ] as const)
        await superuser.query(`UPDATE ${table} SET ${sql} WHERE institution_id = $1`, [id, days]);
    },
    /** Children go over to another halqa of the same ustadh. @returns its id */
    async moveAll(children: string[]): Promise<string> {
      const halqa = await inTenant(await asAdmin(), (tx) =>
        makeHalqa(tx, admin, { campusId: made.campus, name: 'Ali', staffId: made.staff }),
      );
      await superuser.query('UPDATE students SET halqa_id = $2 WHERE institution_id = $1 AND id = ANY ($3)', [
        id,
        halqa.id,
        children,
      ]);
      return halqa.id;
    },
    halqa: made.halqa,
    ustadh: () => scopeOf(ustadh, 'teacher', id),
    campus: made.campus,
    /** What waits for its minute goes now. */
    soon: () =>
      superuser.query(`UPDATE deliveries SET due_at = now() WHERE institution_id = $1 AND state = 'QUEUED'`, [
        id,
      ]),
    async connectMeta({ meta }: Fakes, changes: Partial<Fakes['meta']['account']> = {}) {
      const { phoneNumberId, businessId, token, appSecret } = { ...meta.account, ...changes };
      const form = { phoneNumberId, businessId, token, appSecret };
      await inTenant(await asAdmin(), (tx) => connectMeta(tx, form, now()));
      await only('messages.check');
      await this.atAllHours();
    },
    async connectUltramsg({ ultra }: Fakes) {
      const form = { ...ultra.account, risks: 'yes' as const };
      await inTenant(await asAdmin(), (tx) => connectUltramsg(tx, form, now()));
      await only('messages.check');
      await this.atAllHours();
    },
    /** Tests run at any hour of the day. */
    async atAllHours() {
      const always = { enabled: true, quietFrom: '00:00', quietTo: '00:00', onHoliday: true };
      const kinds = Object.fromEntries(SENT_KINDS.map((kind) => [kind, always]));
      await superuser.query('UPDATE message_channels SET kinds = $2 WHERE institution_id = $1', [id, kinds]);
    },
    /** Runs work as the background does, in the institution's own name. */
    async asSystem<T>(run: (scope: JobScope) => Promise<T>): Promise<T> {
      const event = [{ id: v7(), key: v7(), payload: { type: 'nothing' } }];
      await callAuth('auth.take_events', [id, 'META', JSON.stringify(event)]);
      let result: T | undefined;
      const task = async (job: JobEntrance) => {
        result = await run(await job.enter());
      };
      const { errors } = await runJobs(superuser, { 'messages.inbox': task }, id);
      if (errors.length) throw errors[0];
      return result as T;
    },
    rows: async (family?: Family) =>
      (
        await superuser.query(
          'SELECT * FROM deliveries WHERE institution_id = $1 AND ($2::uuid IS NULL OR guardian_id = $2) ORDER BY created_at, id',
          [id, family?.guardian ?? null],
        )
      ).rows,
    channel: async () =>
      (await superuser.query('SELECT * FROM message_channels WHERE institution_id = $1', [id])).rows[0],
    number: async (phone: string) =>
      (
        await superuser.query('SELECT * FROM message_numbers WHERE institution_id = $1 AND phone = $2', [
          id,
          phone,
        ])
      ).rows[0],
    /** When each waiting job comes. */
    jobs: async (task = 'messages.send') =>
      (
        await superuser.query<{ key: string; run_at: Date }>(
          `SELECT j.key, j.run_at FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
           WHERE t.identifier = $2 AND j.key LIKE $1 ORDER BY j.run_at, j.id`,
          [`${id}:%`, task],
        )
      ).rows,
    /** An unanswered try is old enough to be asked about. */
    age: (minutes: number) =>
      superuser.query(
        `UPDATE deliveries SET trying_at = trying_at - $2 * interval '1 minute' WHERE institution_id = $1 AND trying_at IS NOT NULL`,
        [id, minutes],
      ),
  };
}
