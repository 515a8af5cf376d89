import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isSignedByMeta, sameText } from '@/lib/adapters/messaging/keys';
import { localChannel } from '@/lib/adapters/messaging/local';
import { metaFault, templateValue } from '@/lib/adapters/messaging/map';
import { metaChannel } from '@/lib/adapters/messaging/meta';
import { type MessagingChannel, MessagingError, type OutgoingMessage } from '@/lib/adapters/messaging/port';
import { ultramsgChannel } from '@/lib/adapters/messaging/ultramsg';
import type { Mood } from '../fakes/provider';
import codes from '../fakes/providers/whatsapp-error-codes.json' with { type: 'json' };
import vectors from '../fakes/providers/whatsapp-signatures.json' with { type: 'json' };
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';

const desk = new Map<string, string>();
vi.mock('@/lib/core/db/definers', () => ({
  callAuth: async (_name: string, [key, , body]: string[]) => {
    if (!desk.has(key!)) desk.set(key!, body!);
    return [];
  },
}));
vi.mock('@/lib/core/env', () => ({ env: () => ({ DEMO: '1' }) }));

const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: crypto.randomUUID(),
  kind: 'DAILY_REPORT',
  language: 'ur',
  to: '+923005550001',
  body: 'معاذ، جمعرات: سبق ممتاز۔',
  ...changes,
});
const faultOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof MessagingError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
const hook = { url: 'https://school.example/api/webhooks/x' };
const patience = 1000;
beforeAll(async () => {
  meta = await fakeWhatsApp();
  ultra = await fakeUltraMsg();
});
afterAll(() => Promise.all([meta.stop(), ultra.stop()]));
beforeEach(() => {
  for (const fake of [meta, ultra]) fake.state.mood = 'well';
  meta.accepted.length = 0;
  meta.faults.length = 0;
  meta.windows.clear();
  meta.windows.set('923005550001', Date.now());
  ultra.queue.length = 0;
});

const open = {
  META: (changes: object = {}) =>
    metaChannel({ provider: 'META', ...meta.account, ...changes }, { base: `${meta.url}/v23.0`, patience }),
  ULTRAMSG: (changes: object = {}) =>
    ultramsgChannel({ provider: 'ULTRAMSG', ...ultra.account, ...changes }, { base: ultra.url, patience }),
  LOCAL: () => localChannel,
} satisfies Record<string, (changes?: object) => MessagingChannel>;
/** What arrived at the far side, by key. */
const arrived = {
  META: (key: string) => meta.accepted.filter((one) => one.key === key).length,
  ULTRAMSG: (key: string) => ultra.queue.filter((one) => one.referenceId === key).length,
  LOCAL: (key: string) => Number(desk.has(key)),
};

describe.each(['META', 'ULTRAMSG', 'LOCAL'] as const)('the contract of a channel: %s', (name) => {
  test('takes a message once and says what it is called', async () => {
    const one = message();
    const receipt = await open[name]().send(one);
    expect(arrived[name](one.key)).toBe(1);
    expect(receipt.state).toBe(name === 'LOCAL' ? 'DELIVERED' : 'SENT');
    if (name !== 'LOCAL') expect(receipt.providerRef).toMatch(/^(wamid\.|\d+$)/);
  });

  test('carries words of any script, emoji and 4,000 letters', async () => {
    const one = message({ body: `${'ق'.repeat(4000)} 🌙 ${'\u202e'}` });
    await open[name]().send(one);
    expect(arrived[name](one.key)).toBe(1);
  });

  test('tells whether everything is there', async () => {
    const report = await open[name]().check(hook);
    expect(report).toMatchObject(
      name === 'LOCAL' ? { number: null } : { number: '923001112222', name: 'Test School' },
    );
  });

  test('tells its limits where it has some, and is as good where it is not told them', async () => {
    const limitsOf = async () => {
      const { dailyLimit, perSecond } = await open[name]().check(hook);
      return [dailyLimit, perSecond];
    };
    if (name !== 'META') return expect(await limitsOf()).toEqual([null, null]);
    for (const [tier, pace, told] of [
      ['TIER_250', 'STANDARD', [250, 80]],
      ['TIER_10K', 'HIGH', [10_000, 1000]],
      ['TIER_UNLIMITED', 'HIGH', [0, 1000]],
      ['TIER_NOT_SET', 'NOT_APPLICABLE', [null, null]],
      // An account whose version does not know these fields refuses the question.
      ['', '', [null, null]],
    ] as const) {
      Object.assign(meta.rules, { tier, pace });
      expect(await limitsOf()).toEqual(told);
    }
    Object.assign(meta.rules, { tier: 'TIER_1K', pace: 'STANDARD' });
  });

  test('an unheard message: known to be there, known not to be, or not to be asked; never a guess', async () => {
    const channel = open[name]();
    expect(await channel.find(crypto.randomUUID())).toBe(name === 'META' ? 'UNKNOWN' : 'NOT_THERE');
    const one = message();
    await channel.send(one);
    const found = await channel.find(one.key);
    if (name === 'ULTRAMSG')
      expect(found).toEqual({ state: 'SENT', providerRef: String(ultra.queue[0]!.id) });
    if (name === 'LOCAL') {
      // Here sending again is the answer: the same key is one text.
      await channel.send(one);
      expect(arrived.LOCAL(one.key)).toBe(1);
    }
  });
});

describe.each(['META', 'ULTRAMSG'] as const)('faults of a provider: %s', (name) => {
  const fake = () => (name === 'META' ? meta : ultra);
  const send = (mood: Mood, one = message()) => {
    fake().state.mood = mood;
    return faultOf(open[name]().send(one));
  };

  test('K8 down or not there at all: it surely has not got it', async () => {
    const one = message();
    expect((await send('down', one)).fault).toBe('AWAY');
    const closed = net.createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const { port } = closed.address() as net.AddressInfo;
    await new Promise((done) => closed.close(done));
    const base = `http://127.0.0.1:${port}`;
    const nobody =
      name === 'META'
        ? metaChannel({ provider: 'META', ...meta.account }, { base, patience })
        : ultramsgChannel({ provider: 'ULTRAMSG', ...ultra.account }, { base, patience });
    expect((await faultOf(nobody.send(one))).fault).toBe('AWAY');
    expect(arrived[name](one.key)).toBe(0);
  });

  test('K9 slow: an answer that was not heard is uncertain, whether the message went or not', async () => {
    const one = message();
    fake().state.delay = 1500;
    expect((await send('slow', one)).fault).toBe('UNCERTAIN');
    await vi.waitFor(() => expect(arrived[name](one.key)).toBe(1), { timeout: 5000 });
    expect((await send('silent')).fault).toBe('UNCERTAIN');
    expect((await send('reset')).fault).toBe('UNCERTAIN');
    const cut = message();
    expect((await send('accepting-then-reset', cut)).fault).toBe('UNCERTAIN');
    expect(arrived[name](cut.key)).toBe(1);
  });

  test('K10 429 says for how long', async () => {
    expect(await send('busy')).toMatchObject({ fault: 'SLOW_DOWN', detail: { retryAfter: 7 } });
  });

  test('a wrong token stops the institution’s channel, by name', async () => {
    const refused = await faultOf(open[name]({ token: 'old' }).send(message()));
    expect(refused).toMatchObject({ fault: 'CREDENTIAL', detail: { channel: 'TOKEN' } });
    const unseen = name === 'META' ? { phoneNumberId: '999' } : { instance: 'instance9' };
    const gone = await faultOf(open[name](unseen).check(hook));
    expect(gone).toMatchObject({
      fault: 'CREDENTIAL',
      detail: { channel: name === 'META' ? 'NUMBER' : 'INSTANCE' },
    });
  });
});

describe('Meta', () => {
  const template = { name: 'hp_daily_report', values: ['معاذ', 'جمعرات', 'سبق\nممتاز\t\u202e'] };
  const words = 'السلام علیکم۔ {{1}}، {{2}}: {{3}}۔ شکریہ';

  test('outside of the 24 hours only an approved template with the right values goes', async () => {
    meta.windows.clear();
    meta.templates.clear();
    const send = (changes: Partial<OutgoingMessage> = {}) => open.META().send(message(changes));
    expect((await faultOf(send())).fault).toBe('NEEDS_TEMPLATE');
    expect((await faultOf(send({ template }))).fault).toBe('TEMPLATE');
    meta.approve(template.name, 'ur', words, 'PAUSED');
    expect(await faultOf(send({ template }))).toMatchObject({ fault: 'TEMPLATE', detail: { code: 132015 } });
    meta.approve(template.name, 'ur', words);
    expect(await send({ template })).toMatchObject({ state: 'SENT' });
    expect(meta.accepted[0]!.text).toBe('السلام علیکم۔ معاذ، جمعرات: سبق ممتاز۔ شکریہ');
    expect((await faultOf(send({ template: { ...template, values: ['معاذ'] } }))).fault).toBe('REFUSED');
    // Another language than the approved one is another template.
    expect((await faultOf(send({ template, language: 'ar' }))).fault).toBe('TEMPLATE');
  });

  test('of an account that several schools share every page of wordings is read, from Meta alone', async () => {
    meta.templates.clear();
    for (let n = 0; n < 7; n += 1) meta.approve(`of_school_${n}`, 'ur', words);
    meta.approve(template.name, 'ur', words);
    meta.rules.pageOf = 3;
    const { templates } = await open.META().check(hook);
    meta.rules.pageOf = 200;
    expect(templates).toHaveLength(8);
    expect(templates.at(-1)).toMatchObject({ name: template.name, state: 'APPROVED' });
  });

  test('too many to one number is that number’s matter alone', async () => {
    for (let i = 0; i < 45; i += 1) await open.META().send(message());
    expect((await faultOf(open.META().send(message()))).fault).toBe('PAIR');
    meta.windows.set('923005550002', Date.now());
    expect(await open.META().send(message({ to: '+923005550002' }))).toMatchObject({ state: 'SENT' });
  });

  test('every documented code has its class; marketing codes do not cost a family its number', () => {
    const due: Record<string, string> = {
      retry: 'AWAY',
      'retry-later': 'SLOW_DOWN',
      'retry-pair': 'PAIR',
      'needs-template': 'NEEDS_TEMPLATE',
      'permanent-recipient': 'RECIPIENT',
      'permanent-message': 'REFUSED',
      template: 'TEMPLATE',
      bug: 'REFUSED',
      'fatal-config': 'CREDENTIAL',
      'fatal-credential': 'CREDENTIAL',
      'fatal-account': 'CREDENTIAL',
    };
    expect(codes.errors).toHaveLength(57);
    for (const error of codes.errors) {
      const marketing = error.code === 130472 || error.code === 131050;
      expect(metaFault(error.code).fault, String(error.code)).toBe(marketing ? 'REFUSED' : due[error.class]);
    }
    expect(metaFault(100, { subcode: 33 })).toMatchObject({
      fault: 'CREDENTIAL',
      detail: { channel: 'NUMBER' },
    });
    expect(metaFault(999_999, { status: 500 }).fault).toBe('AWAY');
    expect(metaFault(999_999, { status: 400 }).fault).toBe('REFUSED');
  });

  test('W1 its signature vectors pass over the raw bytes, and nothing else does', () => {
    const { appSecret, body, header, escapedUnicode } = vectors;
    const signature = header['X-Hub-Signature-256'];
    expect(isSignedByMeta(Buffer.from(body), signature, appSecret)).toBe(true);
    const escaped = escapedUnicode.header['X-Hub-Signature-256'];
    expect(isSignedByMeta(Buffer.from(escapedUnicode.body), escaped, appSecret)).toBe(true);
    const again = JSON.stringify(JSON.parse(escapedUnicode.body));
    expect(isSignedByMeta(Buffer.from(again), escaped, appSecret)).toBe(false);
    for (const wrong of [null, '', 'sha256=', signature.slice(7), `${signature}0`, escaped])
      expect(isSignedByMeta(Buffer.from(body), wrong, appSecret)).toBe(false);
    expect(isSignedByMeta(Buffer.from(`${body} `), signature, appSecret)).toBe(false);
    expect(isSignedByMeta(Buffer.from(body), signature, 'another secret')).toBe(false);
    expect([sameText('a', 'a'), sameText('a', 'ab')]).toEqual([true, false]);
  });
});

test('a template’s value is one line without marks that turn the text, never empty, never too long', () => {
  expect(templateValue(' a\n\n b\t\tc     d\u202e\u2067e ')).toBe('a b c de');
  expect(templateValue('\n\u200f')).toBe('–');
  expect(templateValue('ق'.repeat(5000))).toHaveLength(700);
  expect(templateValue('🌙 معاذ')).toBe('🌙 معاذ');
});

describe('UltraMsg', () => {
  test('says in words, with HTTP 200, what is wrong; the diagnosis names it', async () => {
    const asked = (changes: Partial<typeof ultra.rules>) => {
      Object.assign(ultra.rules, { status: 'authenticated', substatus: 'connected', paid: true }, changes);
      return open.ULTRAMSG().check(hook);
    };
    expect((await faultOf(asked({ paid: false }))).detail.channel).toBe('UNPAID');
    expect((await faultOf(asked({ status: 'qr', substatus: 'normal' }))).detail.channel).toBe('NOT_LINKED');
    expect((await faultOf(asked({ status: 'standby', substatus: 'normal' }))).detail.channel).toBe('STANDBY');
    await asked({});
    expect(ultra.settings.get('webhook_url')).toBe(hook.url);
    expect((await faultOf(open.ULTRAMSG().send(message({ to: '12' })))).fault).toBe('REFUSED');
  });

  test('an unheard message that its queue gave up has ended badly', async () => {
    const one = message();
    ultra.state.mood = 'accepting-then-reset';
    expect((await faultOf(open.ULTRAMSG().send(one))).fault).toBe('UNCERTAIN');
    ultra.state.mood = 'well';
    expect(await open.ULTRAMSG().find(one.key)).toMatchObject({ state: 'SENT' });
    ultra.queue[0]!.status = 'invalid';
    expect(await open.ULTRAMSG().find(one.key)).toBe('ENDED_BADLY');
  });
});
