import { NextRequest } from 'next/server';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as postUltramsg } from '@/app/api/webhooks/ultramsg/[secret]/route';
import { POST as postMeta, GET as verify } from '@/app/api/webhooks/whatsapp/route';
import { inTenant } from '@/lib/core/db/tenant';
import { countWaiting, verifyTokenOf } from '@/lib/messages/channel/queries';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { type Family, messageSchool } from './messages-school';

type School = Awaited<ReturnType<typeof messageSchool>>;
let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
let noor: School;
let falah: School;
const address = 'http://127.0.0.1/api/webhooks/whatsapp';

beforeAll(async () => {
  const account = { token: 'EAAG-hooks', phoneNumberId: '200000000000777', businessId: '100000000000777' };
  [meta, ultra] = [
    await fakeWhatsApp(account),
    await fakeUltraMsg({ instance: 'instance777', token: 'um-hooks' }),
  ];
  Object.assign(process.env, { META_BASE_URL: meta.url, ULTRAMSG_BASE_URL: ultra.url });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  noor = await messageSchool(superuser, 'hooks-noor', '+92316888');
  falah = await messageSchool(superuser, 'hooks-falah', '+92316999');
  meta.rules.approve = 'APPROVED';
  await noor.connectMeta({ meta, ultra });
  await falah.connectUltramsg({ meta, ultra });
});
afterAll(() => Promise.all([superuser.end(), meta.stop(), ultra.stop()]));
beforeEach(() => {
  meta.accepted.length = 0;
  ultra.queue.length = 0;
});

const send = (raw: string, signature?: string) =>
  postMeta(
    new NextRequest(address, {
      method: 'POST',
      body: raw,
      headers: { ...(signature && { 'x-hub-signature-256': signature }) },
    }),
  );
const post = (body: object, secret?: string) => {
  const { raw, signature } = meta.signed(body, secret);
  return send(raw, signature);
};
const secretOf = () => ultra.settings.get('webhook_url')!.split('/').at(-1)!;
const postUltra = (body: object, secret = secretOf()) =>
  postUltramsg(
    new NextRequest(`http://127.0.0.1/api/webhooks/ultramsg/${secret}`, {
      method: 'POST',
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({ secret }) },
  );
const inbox = async (school: School) =>
  Number(
    (await superuser.query('SELECT count(*) FROM message_events WHERE institution_id = $1', [school.id]))
      .rows[0].count,
  );
const optedOut = async (family: Family) =>
  (await superuser.query('SELECT stopped_at FROM guardians WHERE id = $1', [family.guardian])).rows.every(
    ({ stopped_at: at }) => at !== null,
  );
/** A report that has gone to Meta within the window. */
async function sent(names: string[]): Promise<Family> {
  const family = await noor.family(names, 'en');
  await post(meta.inbound(family.digits, 'Salam'));
  await noor.only('messages.inbox');
  meta.accepted.length = 0;
  await noor.day(family.children);
  await noor.only('messages.send');
  return family;
}

describe('the address', () => {
  const ask = (query: Record<string, string>) =>
    verify(new NextRequest(`${address}?${new URLSearchParams(query)}`));
  const good = () => ({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyTokenOf(noor.id),
    'hub.challenge': '1158201444',
  });

  test('repeats the challenge to who knows the institution’s word, and nothing to anyone else', async () => {
    const answer = ask(good());
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const [id] = verifyTokenOf(noor.id).split('.');
    const [, mark] = verifyTokenOf(falah.id).split('.');
    for (const wrong of ['', 'x', `${id}.${mark}`, `${id}.`, verifyTokenOf(noor.id).slice(0, -1)])
      expect(ask({ ...good(), 'hub.verify_token': wrong }).status).toBe(403);
    expect(ask({ ...good(), 'hub.mode': 'unsubscribe' }).status).toBe(403);
    expect(ask({ ...good(), 'hub.challenge': '<script>' }).status).toBe(403);
  });
});

describe('W1 signatures', () => {
  test('none, of another secret, of other bytes: nothing is kept; an unknown number: dropped with 200', async () => {
    const body = meta.inbound('923160000000', 'STOP');
    const { raw, signature } = meta.signed(body);
    const before = await inbox(noor);
    const strange = (text: string) =>
      text.replaceAll('200000000000777', '1').replaceAll('100000000000777', '2');
    const foreign = JSON.parse(strange(raw));
    // What is no signature at all is refused for whatever number; a wrong one reads as a number that is not ours.
    for (const text of [raw, strange(raw)]) {
      for (const none of [
        undefined,
        '',
        'sha256=',
        'sha256=00',
        `sha1=${'0'.repeat(64)}`,
        `sha256=${'g'.repeat(64)}`,
      ])
        expect((await send(text, none)).status, none).toBe(401);
    }
    const answerOf = async (sent: Promise<Response>) => {
      const answer = await sent;
      return [answer.status, await answer.text(), [...answer.headers]];
    };
    const unknown = await answerOf(post(foreign));
    expect(unknown.slice(0, 2)).toEqual([200, 'ok']);
    for (const wrong of [
      post(body, 'another secret'),
      send(`${raw} `, signature),
      send(raw, `sha256=${'0'.repeat(64)}`),
    ])
      expect(await answerOf(wrong)).toEqual(unknown);
    expect(await answerOf(post(foreign, 'another secret'))).toEqual(unknown);
    expect(await inbox(noor)).toBe(before);
    expect((await post({})).status).toBe(200);
    const odd = meta.signed({ entry: [{ id: '100000000000777', changes: 'no' }] });
    expect((await send(odd.raw, odd.signature)).status).toBe(200);
    expect((await send('x'.repeat(3 * 1024 * 1024 + 1), signature)).status).toBe(413);
    expect(await inbox(noor)).toBe(before);
    expect((await send(raw, signature)).status).toBe(200);
    expect(await inbox(noor)).toBe(before + 1);
  });

  test('one institution’s secret opens no other’s inbox, also not under its number', async () => {
    const other = await messageSchool(superuser, 'hooks-claims', '+92316777');
    // It has entered the number of noor as its own, with a secret of its own.
    await other.connectMeta({ meta, ultra }, { appSecret: 'a secret of its own' });
    const [before, theirs] = [await inbox(noor), await inbox(other)];
    expect((await post(meta.inbound('923160000001', 'STOP'), 'a secret of its own')).status).toBe(200);
    expect([await inbox(noor), await inbox(other)]).toEqual([before, theirs + 1]);
    expect((await post(meta.inbound('923160000001', 'STOP'))).status).toBe(200);
    expect([await inbox(noor), await inbox(other)]).toEqual([before + 1, theirs + 1]);
  });
});

describe('reports', () => {
  test('W2 a hundred times at once is once', async () => {
    const family = await sent(['Anas']);
    const body = meta.statuses([meta.statusOf(meta.accepted[0]!, 'delivered')]);
    const before = await inbox(noor);
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await inbox(noor)).toBe(before + 1);
    await noor.only('messages.inbox');
    expect(await noor.rows(family)).toMatchObject([{ state: 'DELIVERED', body: null }]);
  });

  test('W3 in any order: states never step back, and what arrived has arrived', async () => {
    const family = await sent(['Hasan']);
    const say = async (...states: [string, number?][]) => {
      for (const [state, code] of states)
        await post(meta.statuses([meta.statusOf(meta.accepted[0]!, state, code)]));
      await noor.only('messages.inbox');
      return (await noor.rows(family))[0].state;
    };
    expect(await say(['failed', 131000 + 49])).toBe('FAILED');
    expect(await say(['read'])).toBe('READ');
    expect(await say(['delivered'], ['sent'])).toBe('READ');
  });

  test('W10 a burst of ten times as much is taken in and worked off, each once', async () => {
    const family = await sent(['Husain']);
    const one = meta.accepted[0]!;
    const burst = Array.from({ length: 40 }, (_, n) =>
      meta.statuses(
        Array.from({ length: 25 }, (_, m) => ({
          ...meta.statusOf(one, 'delivered'),
          id: n + m === 0 ? one.id : `wamid.${n}-${m}`,
          biz_opaque_callback_data: '',
        })),
      ),
    );
    const before = await inbox(noor);
    const started = performance.now();
    const answers = await Promise.all(burst.map((body) => post(body)));
    console.log(
      `W10: 1,000 reports in 40 deliveries taken in within ${Math.round(performance.now() - started)} ms`,
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await inbox(noor)).toBe(before + 1000);
    for (let i = 0; i < 8; i += 1) await noor.only('messages.inbox');
    const left = await superuser.query(
      'SELECT count(*) FROM message_events WHERE institution_id = $1 AND (done_at IS NULL OR payload IS NOT NULL)',
      [noor.id],
    );
    expect(Number(left.rows[0].count)).toBe(0);
    expect(await noor.rows(family)).toMatchObject([{ state: 'DELIVERED' }]);
  });

  test('that do not come, or come signed with another secret, are told to the office as such', async () => {
    await sent(['Silent']);
    const report = meta.statuses([meta.statusOf(meta.accepted[0]!, 'sent')]);
    const unreported = async () => {
      const of = { institutionId: noor.id, now: new Date() };
      return (await inTenant(await noor.admin(), (tx) => countWaiting(tx, of))).unreported;
    };
    await post(report, 'a secret that was renewed at Meta');
    await noor.only('messages.inbox');
    expect(await unreported()).toBe(0);
    // Twenty minutes later, of the last two hours.
    await superuser.query(
      "UPDATE deliveries SET sent_at = now() - interval '20 minutes' WHERE institution_id = $1 AND state = 'SENT'",
      [noor.id],
    );
    await superuser.query(
      "UPDATE message_channels SET heard_at = now() - interval '2 hours' WHERE institution_id = $1",
      [noor.id],
    );
    expect(await unreported()).toBeGreaterThan(0);
    await post(report);
    await noor.only('messages.inbox');
    expect(await unreported()).toBe(0);
  });

  test('a failure that may be mended waits again with its words; refused credentials stop the channel', async () => {
    const family = await sent(['Usman']);
    await post(meta.statuses([meta.statusOf(meta.accepted[0]!, 'failed', 131047)]));
    await noor.only('messages.inbox');
    expect((await noor.rows(family))[0]).toMatchObject({ state: 'QUEUED', provider_ref: null });
    expect((await noor.rows(family))[0].body).not.toBeNull();
    expect(await noor.number(family.phone)).toMatchObject({ heard_at: null });
  });

  test('UltraMsg: by the secret of its address and its own instance alone', async () => {
    const family = await falah.family(['Saad']);
    await falah.day(family.children);
    await falah.only('messages.send');
    const ack = ultra.ack(ultra.queue[0]!, 'device');
    expect((await postUltra(ack, 'a'.repeat(43))).status).toBe(404);
    expect((await postUltra(ack, '../x')).status).toBe(404);
    expect((await postUltra({ ...ack, instanceId: '1' })).status).toBe(200);
    await falah.only('messages.inbox');
    expect(await falah.rows(family)).toMatchObject([{ state: 'SENT' }]);
    for (const state of ['read', 'device', 'server']) await postUltra(ultra.ack(ultra.queue[0]!, state));
    await falah.only('messages.inbox');
    expect(await falah.rows(family)).toMatchObject([{ state: 'READ', body: null }]);
  });

  test('wordings: approved, paused, and moved out of utility they are not sent', async () => {
    const about = {
      message_template_name: 'hp_daily_report_v1',
      message_template_language: 'ur',
      message_template_id: 1,
    };
    await superuser.query(
      "INSERT INTO message_templates (institution_id, id, name, language, state) VALUES ($1, gen_random_uuid(), 'hp_daily_report_v1', 'ur', 'PENDING') ON CONFLICT DO NOTHING",
      [noor.id],
    );
    const said = async (field: string, value: object) => {
      await post(meta.envelope({ ...about, ...value }, field));
      await noor.only('messages.inbox');
      const { rows } = await superuser.query(
        "SELECT state, reason FROM message_templates WHERE institution_id = $1 AND name = 'hp_daily_report_v1' AND language = 'ur'",
        [noor.id],
      );
      return rows[0];
    };
    expect(await said('message_template_status_update', { event: 'APPROVED', reason: 'NONE' })).toEqual({
      state: 'APPROVED',
      reason: null,
    });
    expect(await said('message_template_status_update', { event: 'PAUSED', reason: 'LOW_QUALITY' })).toEqual({
      state: 'PAUSED',
      reason: 'LOW_QUALITY',
    });
    expect(
      await said('template_category_update', { previous_category: 'UTILITY', new_category: 'MARKETING' }),
    ).toEqual({ state: 'DISABLED', reason: 'INCORRECT_CATEGORY' });
    // P23: an approval says nothing of the category.
    expect(await said('message_template_status_update', { event: 'APPROVED', reason: 'NONE' })).toEqual({
      state: 'DISABLED',
      reason: 'INCORRECT_CATEGORY',
    });
  });
});

describe('W7 P24 what families reply', () => {
  test.each(['STOP', 'بند کریں', 'أوقف الرسائل', 'बंद करें', 'band karo'])(
    '%s stops every message about each child before the next send',
    async (word) => {
      const family = await noor.family(['Bilal', 'Zaid'], 'en');
      await noor.day(family.children);
      await post(meta.inbound(family.digits, word));
      await noor.only('messages.inbox');
      expect(await optedOut(family)).toBe(true);
      meta.accepted.length = 0;
      await noor.only('messages.send');
      expect(meta.accepted.filter(({ to }) => to === family.digits)).toEqual([]);
      const rows = await noor.rows(family);
      expect(rows.every(({ state, reason }) => state === 'SUPPRESSED' && reason === 'OPTED_OUT')).toBe(true);
    },
  );

  test('START takes it back; other words change nothing; the button of a wording stops as well', async () => {
    const family = await noor.family(['Musa'], 'en');
    const say = async (words: string) => {
      await post(meta.inbound(family.digits, words));
      await noor.only('messages.inbox');
      return optedOut(family);
    };
    expect(await say('please do not stop, this is helpful')).toBe(false);
    expect(await say('Stop.')).toBe(true);
    expect(await say('jazakallah')).toBe(true);
    expect(await say('دوبارہ شروع کریں')).toBe(false);
    const button = meta.inbound(family.digits, '');
    const [message] = (button.entry[0]!.changes[0]!.value as { messages: object[] }).messages;
    Object.assign(message!, { type: 'button', button: { payload: 'STOP_UPDATES', text: 'Stop updates' } });
    await post(button);
    await noor.only('messages.inbox');
    expect(await optedOut(family)).toBe(true);
  });

  test('a wrong number is never written to again until its owner starts, and the office sees it', async () => {
    const family = await noor.family(['Ismail'], 'en');
    await post(meta.inbound(family.digits, 'غلط نمبر'));
    await noor.only('messages.inbox');
    await noor.day(family.children);
    await noor.only('messages.send');
    expect(await noor.rows(family)).toMatchObject([
      { state: 'SUPPRESSED', reason: 'WRONG_NUMBER', body: null },
    ]);
    const told = await superuser.query(
      "SELECT count(*) FROM audit_entries WHERE institution_id = $1 AND action = 'messages.wrongNumber' AND subject_id = $2",
      [noor.id, family.guardian],
    );
    expect(Number(told.rows[0].count)).toBe(1);
  });

  test('a person whose number is hidden is known by the message they answer; a stranger is not kept', async () => {
    const family = await sent(['Salman']);
    const hidden = meta.inbound('', 'stop');
    const [message] = (hidden.entry[0]!.changes[0]!.value as { messages: object[] }).messages;
    Object.assign(message!, { from_user_id: 'PK.9z8y7x', context: { id: meta.accepted[0]!.id } });
    await post(hidden);
    await post(meta.inbound('923169990000', 'STOP'));
    await noor.only('messages.inbox');
    expect(await optedOut(family)).toBe(true);
    expect(await noor.number('+923169990000')).toBeUndefined();
  });

  test('the same number at another institution is another matter', async () => {
    const family = await falah.family(['Idris'], 'en');
    await post(meta.inbound(family.digits, 'STOP'));
    await noor.only('messages.inbox');
    expect(await optedOut(family)).toBe(false);
    await postUltra(ultra.inbound(family.digits, 'رکو'));
    await postUltra(ultra.inbound(family.digits, 'بند'));
    await falah.only('messages.inbox');
    expect(await optedOut(family)).toBe(true);
  });
});
