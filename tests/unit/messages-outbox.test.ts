import { describe, expect, test } from 'vitest';
import { messageLanguages, sendFaults } from '@/lib/adapters/messaging/port';
import { lastSchoolDay, weekOf } from '@/lib/messages/drafts/rules';
import { replyWord } from '@/lib/messages/inbox/words';
import { decentMoment, dueMoment, nextWeekEnd } from '@/lib/messages/kinds/rules';
import { type KindSettings, kindOf, type SentKind } from '@/lib/messages/kinds/schema';
import { decide, isForward, remedyOf, type Standing, type Way, wayTo } from '@/lib/messages/outbox/rules';
import {
  templateNameOf,
  wordingFault,
  wordingNames,
  wordingOf,
  wordings,
} from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';

const place = { timeZone: 'Asia/Karachi', weeklyHoliday: 5 };
const kind = (changes: Partial<KindSettings> = {}): KindSettings => ({
  ...kindOf({}, 'DAILY_REPORT'),
  ...changes,
});
/** Thursday, 19 November 2026, by the clock of Karachi. */
const at = (clock: string, day = '2026-11-19') => new Date(`${day}T${clock}:00+05:00`);

describe('a decent hour', () => {
  test('is now by day; in the evening the next morning; on a Friday the Saturday, unless the school wants it', () => {
    expect(decentMoment(kind(), at('12:00'), place)).toEqual(at('12:00'));
    expect(decentMoment(kind(), at('06:59'), place)).toEqual(at('07:00'));
    expect(decentMoment(kind(), at('21:00', '2026-11-18'), place)).toEqual(at('07:00'));
    expect(decentMoment(kind(), at('22:00'), place)).toEqual(at('07:00', '2026-11-21'));
    expect(decentMoment(kind(), at('12:00', '2026-11-20'), place)).toEqual(at('07:00', '2026-11-21'));
    expect(decentMoment(kind({ onHoliday: true }), at('12:00', '2026-11-20'), place)).toEqual(
      at('12:00', '2026-11-20'),
    );
    expect(decentMoment(kind({ quietFrom: '13:00', quietTo: '15:00' }), at('13:30'), place)).toEqual(
      at('15:00'),
    );
    expect(decentMoment(kind({ quietFrom: '00:00', quietTo: '00:00' }), at('03:00'), place)).toEqual(
      at('03:00'),
    );
  });

  test('a Sunday that is the weekly holiday is kept free as a Friday is', () => {
    const sunday = { ...place, weeklyHoliday: 0 };
    expect(decentMoment(kind(), at('12:00', '2026-11-22'), sunday)).toEqual(at('07:00', '2026-11-23'));
    expect(decentMoment(kind(), at('22:00', '2026-11-21'), sunday)).toEqual(at('07:00', '2026-11-23'));
    expect(decentMoment(kind(), at('12:00', '2026-11-20'), sunday)).toEqual(at('12:00', '2026-11-20'));
    expect(nextWeekEnd(kind(), at('12:00', '2026-11-22'), sunday)).toEqual(at('17:00', '2026-11-28'));
    expect(lastSchoolDay('2026-11-22', 0)).toBe('2026-11-21');
  });

  test('follows the institution’s clock where it is put forward', () => {
    const london = { timeZone: 'Europe/London', weeklyHoliday: 5 };
    // 28 March 2027: at one the clocks say two.
    expect(decentMoment(kind(), new Date('2027-03-27T22:30:00Z'), london)).toEqual(
      new Date('2027-03-28T06:00:00Z'),
    );
  });

  test('a fixed hour of the day, or at once when it is over', () => {
    const due = (settings: Partial<KindSettings>, clock: string, what: SentKind = 'DAILY_REPORT') =>
      dueMoment(kind(settings), { kind: what, day: '2026-11-19', now: at(clock), timeZone: place.timeZone });
    expect(due({ at: '17:30' }, '12:00')).toEqual(at('17:30'));
    expect(due({ at: '17:30' }, '18:00')).toEqual(at('18:00'));
    expect(due({}, '12:00')).toEqual(at('12:00'));
    // A slip of the finger has ten minutes to be mended.
    expect(due({}, '12:00', 'ABSENCE_ALERT')).toEqual(at('12:10'));
    expect(due({ at: '12:05' }, '12:00', 'ABSENCE_ALERT')).toEqual(at('12:10'));
  });

  test('a school week ends on the day before its holiday, at its hour; then the next one', () => {
    expect(lastSchoolDay('2026-11-21', 5)).toBe('2026-11-19');
    expect(lastSchoolDay('2026-11-19', 5)).toBe('2026-11-19');
    expect(lastSchoolDay('2026-11-21', 1)).toBe('2026-11-15');
    expect(weekOf('2026-11-19')).toEqual(['2026-11-14', '2026-11-19']);
    expect(nextWeekEnd(kind(), at('12:00'), place)).toEqual(at('17:00'));
    expect(nextWeekEnd(kind({ at: '11:00' }), at('12:00'), place)).toEqual(
      new Date(at('11:00').getTime() + 7 * 86_400_000),
    );
  });

  test('what is stored and not understood is the default, and an unknown kind is off', () => {
    expect(kindOf({ DAILY_REPORT: { quietFrom: '25:00' } }, 'DAILY_REPORT')).toEqual(kind());
    expect(kindOf({ DAILY_REPORT: { enabled: false } }, 'DAILY_REPORT').enabled).toBe(false);
    expect(kindOf(null, 'FEE_REMINDER').enabled).toBe(false);
  });
});

describe('what becomes of a delivery', () => {
  const now = at('12:00');
  const standing = (changes: Partial<Standing> = {}): Standing => ({
    state: 'QUEUED',
    hasWords: true,
    triedOn: 'META',
    tryingAt: null,
    attempts: 0,
    dueAt: at('11:59'),
    sentAt: null,
    link: {
      ...{ receivesMessages: true, optedOut: false, stopped: false, muted: false },
      ...{ phone: '+923001110001', email: undefined, byLetter: false },
    },
    number: { heardAt: null, deadAt: null, wrongAt: null, waitUntil: null },
    channel: { provider: 'META', ready: true, paused: false, holdUntil: null, sentAt: null },
    kind: kind(),
    place,
    template: 'APPROVED',
    ...changes,
  });
  const channel = (changes: Partial<Standing['channel']>) =>
    standing({ channel: { ...standing().channel, ...changes } });

  test('P37 goes by letter where the guardian wants that and has an address', () => {
    const link = { ...standing().link, byLetter: true };
    expect(decide(standing({ link }), now)).toEqual({ act: 'send', asTemplate: true });
    expect(decide(standing({ link: { ...link, email: 'father@home.example' } }), now)).toEqual({
      act: 'letter',
    });
  });

  test('goes as a template, or as it is within the day after the guardian wrote', () => {
    expect(decide(standing(), now)).toEqual({ act: 'send', asTemplate: true });
    const number = { ...standing().number, heardAt: at('13:00', '2026-11-18') };
    expect(decide(standing({ number }), now)).toEqual({ act: 'send', asTemplate: false });
    const old = { ...number, heardAt: at('12:05', '2026-11-18') };
    expect(decide(standing({ number: old }), now)).toEqual({ act: 'send', asTemplate: true });
  });

  test('P21 P24 is silenced by consent, opt-out, kind, wrong and dead numbers, each by its name', () => {
    const { link, number } = standing();
    const said = (changes: Partial<Standing>) => decide(standing(changes), now);
    expect(said({ link: { ...link, optedOut: true } })).toMatchObject({ reason: 'OPTED_OUT' });
    expect(said({ link: { ...link, stopped: true } })).toMatchObject({ reason: 'OPTED_OUT' });
    expect(said({ link: { ...link, receivesMessages: false } })).toMatchObject({ reason: 'NOT_AUTHORISED' });
    expect(said({ kind: kind({ enabled: false }) })).toMatchObject({ reason: 'KIND_OFF' });
    expect(said({ number: { ...number, wrongAt: now } })).toMatchObject({ reason: 'WRONG_NUMBER' });
    expect(said({ number: { ...number, deadAt: at('12:00', '2026-11-01') } })).toMatchObject({
      reason: 'DEAD_NUMBER',
    });
    expect(said({ number: { ...number, deadAt: at('12:00', '2026-10-01') } })).toMatchObject({ act: 'send' });
  });

  test('an unanswered try is asked about before anything else, and never while it may be under way', () => {
    const link = { ...standing().link, optedOut: true };
    expect(decide(standing({ tryingAt: at('11:58'), link }), now)).toEqual({ act: 'find' });
    expect(decide(standing({ tryingAt: at('11:59') }), now)).toMatchObject({ act: 'wait' });
  });

  test('waits for the channel, for quiet hours and for its turn; after twelve hours no more', () => {
    const last = at('23:59');
    for (const held of [channel({ paused: true }), channel({ ready: false })])
      expect(decide(held, now)).toEqual({ act: 'wait', until: last });
    expect(decide(channel({ holdUntil: at('12:10') }), now)).toEqual({
      act: 'wait',
      until: at('12:10'),
      inLine: true,
    });
    expect(decide(standing({ dueAt: at('21:55') }), at('22:00'))).toEqual({
      act: 'wait',
      until: at('07:00', '2026-11-21'),
      due: true,
    });
    expect(decide(standing({ dueAt: at('00:00') }), now)).toMatchObject({ reason: 'TOO_LATE' });
    expect(decide(standing({ dueAt: at('00:00'), attempts: 2 }), now)).toMatchObject({
      reason: 'NOT_ANSWERED',
    });
    expect(decide(standing({ dueAt: at('00:00'), tryingAt: at('00:01') }), now)).toEqual({ act: 'find' });
  });

  test('K13 a clock that jumps back sends nothing twice: a mark from the future still counts as under way', () => {
    expect(decide(standing({ tryingAt: at('12:10') }), now)).toMatchObject({ act: 'wait' });
  });

  test('P25 the words of what was handed over go after a day, whatever the provider says', () => {
    const sent = standing({ state: 'SENT', sentAt: at('12:00', '2026-11-18') });
    expect(decide(sent, now)).toEqual({ act: 'erase' });
    expect(decide(sent, at('11:00'))).toEqual({ act: 'wait', until: now });
    expect(decide({ ...sent, hasWords: false }, now)).toEqual({ act: 'nothing' });
    for (const state of ['DELIVERED', 'READ', 'FAILED', 'SUPPRESSED'] as const)
      expect(decide(standing({ state, hasWords: false }), now)).toEqual({ act: 'nothing' });
  });

  test('every class of fault has its remedy, and no wait is longer than an hour unless the provider says so', () => {
    const known = { tries: 20, strikes: 20, numberStrikes: 20 };
    for (const fault of sendFaults) {
      const remedy = remedyOf(fault, known);
      if ('inSeconds' in remedy) expect(remedy.inSeconds).toBeLessThanOrEqual(3600);
    }
    expect([0, 1, 2, 3].map((numberStrikes) => remedyOf('PAIR', { ...known, numberStrikes }))).toMatchObject(
      [1, 4, 16, 64].map((inSeconds) => ({ inSeconds })),
    );
    expect(remedyOf('SLOW_DOWN', { ...known, retryAfter: 7200 })).toMatchObject({ inSeconds: 7200 });
    expect(remedyOf('UNCERTAIN', known)).toMatchObject({ act: 'ask' });
  });

  test('W3 states never step back', () => {
    const order = ['QUEUED', 'SENT', 'FAILED', 'DELIVERED', 'READ'] as const;
    for (const [i, from] of order.entries())
      for (const [j, to] of order.entries()) expect(isForward(from, to), `${from} ${to}`).toBe(j > i);
    expect(order.some((to) => isForward('SUPPRESSED', to))).toBe(false);
  });
});

describe('P22 P23 the wordings', () => {
  test.each(wordingNames)(
    '%s passes the provider’s rules in every language, and promotes nothing',
    async (name) => {
      for (const language of messageLanguages) {
        const { body, footer, examples } = await draftTemplate(name, language);
        expect(wordingFault(body), body).toBeUndefined();
        expect(new Set(body.match(/\{\{\d\}\}/g))).toEqual(
          new Set(wordings[name].map((_, i) => `{{${i + 1}}}`)),
        );
        expect(examples).toHaveLength(wordings[name].length);
        expect(footer).toContain('STOP');
        expect(footer.length).toBeLessThanOrEqual(60);
        expect(`${body} ${footer}`).not.toMatch(
          /offer|discount|free|sale|join|enrol|admission|رعایت|مفت|داخلہ|خصم|عرض|مجان|سجّل الآن|https?:/i,
        );
      }
    },
  );
  test('a fault of a wording is named; a kind without one has none', () => {
    expect(wordingFault('{{1}} was absent.')).toBe('placeAtEdge');
    expect(wordingFault('Of {{1}} {{2}} today.')).toBe('placesTouch');
    expect(wordingFault(`a${'b'.repeat(1024)}`)).toBe('tooLong');
    expect(wordingOf('DAILY_REPORT', 'CORRECTION-2')).toBe('DAILY_REPORT_CORRECTION');
    expect(wordingOf('FEE_REMINDER', 'X')).toBeUndefined();
    expect(templateNameOf('DAILY_REPORT')).toMatch(/^[a-z0-9_]+$/);
  });
});

describe('W7 the words of families', () => {
  test.each([
    [
      'STOP',
      'stop|Stop.|STOP!!|  stop  |stop all|Unsubscribe|بند|بند کریں|بَند کرو۔|روک دیں|سٹاپ|band karo|Band kar dein|mat bhejo|قف|إيقاف|أوقف|ايقاف الرسائل|إلغاء الاشتراك|रोको|बंद करें|बन्द करो|स्टॉप|मत भेजें|🛑 stop|Don’t send messages|band kro|msg mat bhejo|میسج مت بھیجیں|لا تُرسلوا رسائل|कृपया बंद करें',
    ],
    ['START', 'start|START|unstop|شروع|شروع کریں|شروع كريں|shuru karo|ابدأ|استئناف|शुरू करें|शुरु|चालू करो|स्टार्ट'],
    [
      'WRONG',
      'wrong number|Wrong number.|this is a wrong number|غلط نمبر|یہ غلط نمبر ہے|رانگ نمبر|galat number|رقم خطأ|الرقم خاطئ|गलत नंबर|रॉन्ग नंबर',
    ],
  ])('%s in English, Urdu, Arabic, Hindi and their spellings', (word, list) => {
    for (const text of list.split('|')) {
      expect(replyWord(text), text).toBe(word);
    }
  });
  test.each([
    'please do not stop these',
    'we will stop by tomorrow',
    'jazakallah',
    'msg nahi aya',
    'پیغام نہیں آیا',
    'بند مٹھی',
    'آج مدرسہ بند ہے؟',
    'बाद में',
    '',
    '   ',
    'stop '.repeat(50),
  ])('“%s” is none of them', (text) => expect(replyWord(text)).toBeUndefined());
});

describe('P21 the way to a guardian, as told before sending', () => {
  const now = at('12:00');
  const way = (changes: { [part in keyof Way]?: object } = {}): Way => ({
    link: { phone: '+923001110001', email: undefined, byLetter: false, ...changes.link },
    number: { heardAt: null, deadAt: null, wrongAt: null, ...changes.number },
    channel: { provider: 'META', ready: true, ...changes.channel },
    template: 'APPROVED',
    ...(changes.template && { template: String(changes.template) }),
  });
  const mail = { email: 'father@home.example' };

  test('by phone; by letter where WhatsApp is closed to them; else why not at all', () => {
    expect(wayTo(way(), now)).toEqual({ by: 'PHONE', first: true });
    expect(wayTo(way({ number: { heardAt: at('09:00') } }), now)).toEqual({ by: 'PHONE', first: false });
    expect(wayTo(way({ channel: { provider: 'ULTRAMSG' } }), now)).toEqual({ by: 'PHONE', first: false });
    for (const [closed, why] of [
      [{ link: { phone: undefined } }, 'NO_PHONE'],
      [{ number: { wrongAt: now } }, 'WRONG_NUMBER'],
      [{ number: { deadAt: at('12:00', '2026-11-01') } }, 'DEAD_NUMBER'],
      [{ template: 'REJECTED' as unknown as object }, 'NO_TEMPLATE'],
    ] as const) {
      expect(wayTo(way(closed), now)).toEqual({ unreached: why });
      const both = { ...closed, link: { ...('link' in closed && closed.link), ...mail } };
      expect(wayTo(way(both), now)).toEqual({ by: 'LETTER' });
    }
    // A number that was dead a month ago is tried again.
    expect(wayTo(way({ number: { deadAt: at('12:00', '2026-10-01') } }), now)).toMatchObject({ by: 'PHONE' });
    // P37: a guardian who wants letters gets them, as far as there is an address.
    expect(wayTo(way({ link: { ...mail, byLetter: true } }), now)).toEqual({ by: 'LETTER' });
    expect(wayTo(way({ link: { byLetter: true } }), now)).toMatchObject({ by: 'PHONE' });
    // P26: where the institution chose no channel, no letter leaves the house either.
    expect(wayTo(way({ channel: { provider: 'OFF' }, link: { phone: undefined, ...mail } }), now)).toEqual({
      unreached: 'NO_PHONE',
    });
  });
});
