import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { getChannel } from '@/lib/messages/channel/queries';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { resend } from '@/lib/messages/log/mutations';
import { sendMany } from '@/lib/messages/many/mutations';
import { getAudience } from '@/lib/messages/many/queries';
import { wordingNames } from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';
import { askTrial } from '@/lib/messages/trial/mutations';
import { setWishes } from '@/lib/messages/wishes/mutations';
import { getWishes } from '@/lib/messages/wishes/queries';
import { makeGuardianUser } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { fakeSmtp } from '../fakes/smtp';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { type Family, messageSchool } from './messages-school';

let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let post: Awaited<ReturnType<typeof fakeSmtp>>;
let school: Awaited<ReturnType<typeof messageSchool>>;

beforeAll(async () => {
  [meta, post] = [await fakeWhatsApp(), await fakeSmtp()];
  Object.assign(process.env, {
    META_BASE_URL: meta.url,
    SMTP_URL: post.url,
    MAIL_FROM: 'HifzPro <no-reply@hifzpro.example>',
  });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  school = await messageSchool(superuser, 'office-noor', '+92313666');
  for (const wording of wordingNames)
    for (const language of ['en', 'ur', 'ar'] as const) {
      const { name, body } = await draftTemplate(wording, language);
      meta.approve(name, language, body);
    }
  const ultra = await fakeUltraMsg();
  await school.connectMeta({ meta, ultra });
  await ultra.stop();
});
afterAll(() => Promise.all([superuser.end(), meta.stop(), post.close()]));
beforeEach(() => {
  meta.accepted.length = 0;
  meta.faults.length = 0;
  post.letters.length = 0;
  post.state.mood = 'well';
});

const say = async (body: object) => {
  const { raw, signature } = meta.signed(body);
  await receiveFromMeta(Buffer.from(raw), signature, new Date());
  await school.only('messages.inbox');
  await school.only('messages.answer');
};
const states = async (family: Family) =>
  (await school.rows(family)).map(({ channel, state, reason }) =>
    [channel, state, reason].filter(Boolean).join(' '),
  );
const mailOf = (family: Family, address: string) =>
  superuser.query(
    `INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value) VALUES ($1, gen_random_uuid(), $2, 'EMAIL', $3)`,
    [school.id, family.guardian, address],
  );

describe('W7 P24 the answer to a word of a family', () => {
  test('STOP is answered once within the day, START again, and the same word is not answered twice', async () => {
    const khan = await school.family(['Anas'], 'en');
    for (let i = 0; i < 3; i += 1) await say(meta.inbound(khan.digits, 'stop'));
    expect(meta.accepted.map(({ text }) => text)).toEqual([
      'office-noor: no more messages come to this number. Write START to receive them again.',
    ]);
    await say(meta.inbound(khan.digits, 'start'));
    await say(meta.inbound(khan.digits, 'STOP'));
    expect(meta.accepted).toHaveLength(3);
    await school.day(khan.children);
    await school.work();
    expect(meta.accepted).toHaveLength(3);
    expect(await states(khan)).toEqual(['META SUPPRESSED OPTED_OUT']);
  });

  test('a wrong number is thanked; a stranger is not answered', async () => {
    const shah = await school.family(['Bilal'], 'ur');
    await say(meta.inbound(shah.digits, 'غلط نمبر'));
    await say(meta.inbound('923330000000', 'stop'));
    expect(meta.accepted.map(({ to }) => to)).toEqual([shah.digits]);
    expect(meta.accepted[0]!.text).toContain('شکریہ');
  });
});

describe('a letter where WhatsApp cannot deliver', () => {
  test('a number that is not on WhatsApp, told at once or later: its message goes by e-mail, once, and its words are gone', async () => {
    const [now, after] = [await school.family(['Umar'], 'en'), await school.family(['Ali'], 'en')];
    await mailOf(now, 'umar@family.example');
    await mailOf(after, 'ali@family.example');
    meta.faults.push(131026);
    await school.day(now.children);
    await school.work();
    await school.work();
    await school.day(after.children);
    await school.work();
    await say(meta.statuses([meta.statusOf(meta.accepted.at(-1)!, 'failed', 131026)]));
    await school.work();
    expect(post.letters.map(({ to }) => to)).toEqual([['umar@family.example'], ['ali@family.example']]);
    expect([await states(now), await states(after)]).toEqual([['EMAIL SENT'], ['EMAIL SENT']]);
    expect((await school.rows(now))[0]).toMatchObject({ body: null, values: [] });
    expect(post.letters[0]!.raw).toMatch(/sabaq Al-Fatihah.*because WhatsApp could not deliver it/s);
  });

  test('W3 that it went, told after that it failed, does not keep the letter back', async () => {
    const [together, apart] = [await school.family(['Uns'], 'en'), await school.family(['Asim'], 'en')];
    await mailOf(together, 'uns@family.example');
    await mailOf(apart, 'asim@family.example');
    for (const { children } of [together, apart]) {
      await school.day(children);
      await school.work();
    }
    const reports = (one: Family) => {
      const went = meta.accepted.find(({ to }) => to === one.digits)!;
      return [meta.statusOf(went, 'failed', 131026), meta.statusOf(went, 'sent')];
    };
    await say(meta.statuses(reports(together)));
    for (const one of reports(apart)) await say(meta.statuses([one]));
    await school.work();
    await school.work();
    expect(post.letters.map(({ to }) => to)).toEqual([['uns@family.example'], ['asim@family.example']]);
    expect([await states(together), await states(apart)]).toEqual([['EMAIL SENT'], ['EMAIL SENT']]);
  });

  test('no number at all: the letter alone; an address that is refused is said so', async () => {
    const [none, bad] = [await school.family(['Zaid'], 'en'), await school.family(['Musa'], 'en')];
    await superuser.query("DELETE FROM guardian_contacts WHERE guardian_id = ANY ($1) AND kind = 'PHONE'", [
      [none.guardian, bad.guardian],
    ]);
    await mailOf(none, 'zaid@family.example');
    await mailOf(bad, 'musa@family.example');
    await school.day(none.children);
    await school.work();
    post.state.mood = 'refusing';
    await school.day(bad.children);
    await school.work();
    expect([await states(none), await states(bad)]).toEqual([['EMAIL SENT'], ['EMAIL FAILED NO_MAIL']]);
    expect(meta.accepted).toHaveLength(0);
  });

  test('P37 a guardian who wants letters has them in place of WhatsApp, and takes that back', async () => {
    const qureshi = await school.family(['Talha'], 'en');
    await mailOf(qureshi, 'talha@family.example');
    const who = await scopeOf(await makeGuardianUser(qureshi.phone), 'guardian', school.id);
    const of = { institutionId: school.id, userId: who.userId };
    const wish = async (way?: 'WHATSAPP' | 'EMAIL') => {
      const form = { language: 'en' as const, way, wants: true, shown: true, kinds: [...SENT_KINDS] };
      await inTenant({ ...who, context: (await who.renew!())! }, (tx) => setWishes(tx, form, of));
    };
    const told = async (grade: 'EXCELLENT' | 'GOOD' | 'WEAK') => {
      await school.day(qureshi.children, grade);
      await school.soon();
      await school.work();
      return (await states(qureshi)).at(-1);
    };
    await wish('EMAIL');
    expect(await told('EXCELLENT')).toBe('EMAIL SENT');
    // A form without the question leaves the way as it was.
    await wish();
    expect(await told('GOOD')).toBe('EMAIL SENT');
    expect(post.letters.map(({ to }) => to)).toEqual([['talha@family.example'], ['talha@family.example']]);
    expect(post.letters[0]!.raw).toMatch(/by e-mail as you wished/);
    expect(post.letters[0]!.raw).not.toMatch(/could not deliver/);
    await wish('WHATSAPP');
    expect(await told('WEAK')).toBe('META SENT');
    expect(meta.accepted.map(({ to }) => to)).toEqual([qureshi.digits]);
  });

  test('K9 a mail server that is away is tried again, later', async () => {
    const late = await school.family(['Isa'], 'en');
    await superuser.query("DELETE FROM guardian_contacts WHERE guardian_id = $1 AND kind = 'PHONE'", [
      late.guardian,
    ]);
    await mailOf(late, 'isa@family.example');
    post.state.mood = 'busy';
    await school.day(late.children);
    await school.work();
    expect(await states(late)).toEqual(['EMAIL QUEUED']);
    post.state.mood = 'well';
    await school.work();
    expect(await states(late)).toEqual(['EMAIL SENT']);
    expect(post.letters).toHaveLength(1);
  });
});

test('P24 P37 a guardian’s own wishes hold from the next send on: kinds, language, stop and start; of nobody else', async () => {
  const lodhi = await school.family(['Hamza'], 'ur');
  const other = await school.family(['Yusuf'], 'ur');
  const user = await makeGuardianUser(lodhi.phone);
  const who = await scopeOf(user, 'guardian', school.id);
  const of = { institutionId: school.id, userId: who.userId };
  const wish = (kinds: ('DAILY_REPORT' | 'ABSENCE_ALERT')[], wants = true, shown = true) =>
    inTenant(who, (tx) => setWishes(tx, { language: 'en', wants, shown, kinds }, of));
  await school.day([...lodhi.children, ...other.children]);
  await wish(['ABSENCE_ALERT']);
  await school.work();
  expect(await states(lodhi)).toEqual(['META SUPPRESSED MUTED']);
  expect(await states(other)).toEqual(['META SENT']);
  await wish(['DAILY_REPORT'], false);
  expect(await inTenant(who, (tx) => getWishes(tx, of))).toMatchObject({
    stopped: true,
    language: 'en',
    muted: expect.arrayContaining(['ABSENCE_ALERT']),
  });
  await school.day(lodhi.children, 'WEAK');
  await school.work();
  expect(await states(lodhi)).toEqual(['META SUPPRESSED MUTED']);
  await wish(['DAILY_REPORT'], true, false);
  await school.day(lodhi.children, 'GOOD');
  await school.work();
  expect(await states(lodhi)).toEqual(['META SENT']);
  expect(meta.accepted.at(-1)!.text).toMatch(/^Assalamu alaikum\. Report of Hamza/);
  const trail = await superuser.query(
    "SELECT action FROM audit_entries WHERE institution_id = $1 AND subject_id = $2 AND action LIKE 'messages.%' ORDER BY seq",
    [school.id, lodhi.guardian],
  );
  expect(trail.rows.map(({ action }) => action)).toEqual([
    'messages.wishesSet',
    'messages.stoppedInPortal',
    'messages.startedInPortal',
  ]);
});

describe('the office', () => {
  const trial = async (phone: string, language: 'en' | 'ur' = 'en') => {
    const admin = await school.admin();
    await inTenant(admin, (tx) =>
      askTrial(tx, { phone, language }, { institutionId: school.id, country: 'PK', now: new Date() }),
    );
    await school.only('messages.try');
    return (await inTenant(await school.admin(), (tx) => getChannel(tx, { institutionId: school.id }))).trial;
  };
  test('tests its channel with a number of its own, and each failure has its name', async () => {
    expect(await trial('0300 1234567')).toMatchObject({ phone: '+923001234567', state: 'SENT', fault: null });
    expect(meta.accepted[0]).toMatchObject({ to: '923001234567', template: 'hp_daily_report_v1/en' });
    await say(meta.statuses([meta.statusOf(meta.accepted[0]!, 'failed', 131026)]));
    const shown = await inTenant(await school.admin(), (tx) => getChannel(tx, { institutionId: school.id }));
    expect(shown.trial).toMatchObject({ state: 'FAILED', fault: 'RECIPIENT', code: 131026 });
    meta.faults.push(131056);
    expect(await trial('+923001234567')).toMatchObject({ state: 'FAILED', fault: 'PAIR' });
    meta.faults.push(190);
    expect(await trial('+923001234567')).toMatchObject({ state: 'FAILED', fault: 'TOKEN', code: 190 });
    await superuser.query(
      "UPDATE message_templates SET state = 'PENDING' WHERE institution_id = $1 AND language = 'ur'",
      [school.id],
    );
    expect(await trial('+923001234567', 'ur')).toMatchObject({ state: 'FAILED', fault: 'NO_TEMPLATE' });
    await superuser.query("UPDATE message_templates SET state = 'APPROVED' WHERE institution_id = $1", [
      school.id,
    ]);
    await expect(trial('0300')).rejects.toMatchObject({ message: 'phoneTooShort', field: 'phone' });
  });

  test('sees who gets a message to many, who not and why, before it goes; and nobody gets it twice', async () => {
    const [gets, stopped] = [await school.family(['Dawud'], 'en'), await school.family(['Nuh'], 'en')];
    await school.day([...gets.children, ...stopped.children]);
    await school.work();
    await superuser.query('UPDATE guardianships SET opted_out_at = now() WHERE guardian_id = $1', [
      stopped.guardian,
    ]);
    const admin = await school.admin();
    const letter = await school.family(['Hud'], 'en');
    await mailOf(letter, 'hud@home.example');
    await superuser.query(
      'INSERT INTO message_numbers (institution_id, id, phone, dead_at) VALUES ($1, gen_random_uuid(), $2, now())',
      [school.id, letter.phone],
    );
    const look = async () =>
      (
        await inTenant(await school.admin(), (tx) =>
          getAudience(tx, { ...school.now(), today: admin.today, kind: 'WELCOME', halqa: '' }),
        )
      ).recipients;
    const reasonOf = async (family: Family) =>
      (await look()).find(({ studentId }) => studentId === family.children[0])?.reason;
    expect([await reasonOf(gets), await reasonOf(stopped)]).toEqual([undefined, 'OPTED_OUT']);
    const byLetter = async (family: Family) =>
      (await look()).find(({ studentId }) => studentId === family.children[0])?.byLetter;
    expect([await byLetter(gets), await byLetter(letter)]).toEqual([false, true]);
    // Whom nobody could be told about stands there too, with the reason.
    const alone = await school.family(['Yunus'], 'en');
    await superuser.query('DELETE FROM guardianships WHERE guardian_id = $1', [alone.guardian]);
    const adrift = await school.family(['Sulaiman'], 'en');
    await superuser.query('UPDATE students SET halqa_id = NULL WHERE id = $1', [adrift.children[0]]);
    expect([await reasonOf(alone), await reasonOf(adrift)]).toEqual(['NOBODY', 'NO_HALQA']);
    const promised = (await look()).filter(({ reason }) => !reason).length;
    meta.accepted.length = 0;
    const send = async () =>
      inTenant(await school.admin(), (tx) =>
        sendMany(
          tx,
          { kind: 'WELCOME', halqa: '' },
          { institutionId: school.id, today: admin.today, now: new Date() },
        ),
      );
    const began = performance.now();
    await send();
    expect(performance.now() - began).toBeLessThan(1000);
    await school.work();
    await school.work();
    expect(meta.accepted.length + post.letters.length).toBe(promised);
    await send();
    await school.work();
    await school.work();
    expect(meta.accepted.length + post.letters.length).toBe(promised);
    expect(await reasonOf(gets)).toBe('ALREADY');
    expect(post.letters.some(({ to }) => String(to).includes('hud@home.example'))).toBe(true);
  });

  test('is told before sending when these are more than its number may write to in a day', async () => {
    for (const name of ['Luqman', 'Idris']) await school.family([name], 'en');
    const over = async (limit: number | null) => {
      await superuser.query('UPDATE message_channels SET daily_limit = $2 WHERE institution_id = $1', [
        school.id,
        limit,
      ]);
      const admin = await school.admin();
      const { overLimit } = await inTenant(admin, (tx) =>
        getAudience(tx, { ...school.now(), today: admin.today, kind: 'WELCOME', halqa: '' }),
      );
      return overLimit;
    };
    // Without a limit (0), where it is not told, and with room enough nothing is said.
    expect([await over(1), await over(0), await over(null), await over(1000)]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('sends again what did not arrive, from the record as it is now; never what has arrived', async () => {
    const one = await school.family(['Harun'], 'en');
    await superuser.query('UPDATE guardianships SET opted_out_at = now() WHERE guardian_id = $1', [
      one.guardian,
    ]);
    await school.day(one.children);
    await school.work();
    const [row] = await school.rows(one);
    await superuser.query('UPDATE guardianships SET opted_out_at = NULL WHERE guardian_id = $1', [
      one.guardian,
    ]);
    const again = async () =>
      inTenant(await school.admin(), (tx) => resend(tx, { id: row.id, institutionId: school.id }));
    await again();
    await school.work();
    await school.work();
    expect(await states(one)).toEqual(['META SENT']);
    expect(meta.accepted.filter(({ to }) => to === one.digits)).toHaveLength(1);
    await expect(again()).rejects.toMatchObject({ message: 'notResendable' });
  });
});
