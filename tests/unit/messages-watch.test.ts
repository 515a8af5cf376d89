import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountNow,
  afterAccount,
  afterNumber,
  afterTemplate,
  alertsOf,
  isWorse,
  type TemplateNews,
  type Watched,
  type WatchedTemplate,
} from '@/lib/messages/watch/rules';
import { ACCOUNT_STATES, QUALITIES } from '@/lib/messages/watch/schema';

const nothing: Watched = {
  ...{ number: '923001112222', quality: 'UNKNOWN', qualityAt: null, perSecond: null, alerts: [] },
  ...{ dailyLimit: null, limitWas: null, limitAt: null },
  ...{ account: 'OPEN', accountWhy: null, accountUntil: null, accountAt: null },
};
const at = (second: number) => new Date(Date.UTC(2026, 10, 21) + second * 1000);
const states = ['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'] as const;
/** Reports of different moments, and an order in which they may come. */
const shuffled = <T>(report: fc.Arbitrary<T>) =>
  fc
    .array(report, { minLength: 1, maxLength: 12 })
    .chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list.keys()], { minLength: list.length, maxLength: list.length }),
      ),
    );

describe('reports in any order', () => {
  test('end as they would in the order of their moments: the number and the account', () => {
    const report = fc.record({
      quality: fc.constantFrom(null, ...QUALITIES),
      dailyLimit: fc.constantFrom(null, 0, 250, 2000, 10_000),
      account: fc.constantFrom(...ACCOUNT_STATES),
    });
    const fold = (reports: { quality: never; dailyLimit: number | null; account: never; at: Date }[]) =>
      reports.reduce(
        (known: Watched, one) =>
          afterAccount(afterNumber(known, { ...one, number: '923001112222', perSecond: null }), {
            at: one.at,
            account: one.account,
            why: null,
            until: null,
          }),
        nothing,
      );
    fc.assert(
      fc.property(shuffled(report), ([list, order]) => {
        const timed = list.map((one, second) => ({ ...one, at: at(second) }) as never) as Parameters<
          typeof fold
        >[0];
        const { limitWas: _, ...end } = fold(order.map((n) => timed[n]!));
        const { limitWas: __, ...true_ } = fold(timed);
        expect(end).toEqual(true_);
        expect(fold([...timed, ...timed])).toMatchObject(true_);
      }),
    );
  });

  test('of a wording too, its state and its quality each for itself', () => {
    const news = fc.record({
      state: fc.constantFrom(null, ...states),
      category: fc.constantFrom(null, null, 'MARKETING'),
      quality: fc.constantFrom(null, ...QUALITIES),
    });
    const fold = (list: TemplateNews[]) =>
      list.reduce<WatchedTemplate | undefined>((known, one) => afterTemplate(known, one), undefined);
    fc.assert(
      fc.property(shuffled(news), ([list, order]) => {
        const timed = list.map(
          (one, second): TemplateNews => ({
            ...{ name: 'hp_welcome_v1', language: 'en', reason: null },
            ...one,
            at: at(second),
          }),
        );
        expect(fold(order.map((n) => timed[n]!))).toEqual(fold(timed));
      }),
    );
  });
});

test('P23 a wording that was moved to marketing goes no more, in whichever order the two reports come', () => {
  const news = { name: 'hp_welcome_v1', language: 'en', reason: null, quality: null };
  const moved: TemplateNews = { ...news, state: null, category: 'MARKETING', at: at(1) };
  const approved: TemplateNews = { ...news, state: 'APPROVED', category: null, at: at(2) };
  for (const list of [
    [moved, approved],
    [approved, moved],
  ]) {
    const known = list.reduce<WatchedTemplate | undefined>((was, one) => afterTemplate(was, one), undefined)!;
    expect(known).toMatchObject({ state: 'DISABLED', category: 'MARKETING', reason: 'INCORRECT_CATEGORY' });
    // Moved back, and approved again: it goes.
    const back = afterTemplate(known, { ...news, state: 'APPROVED', category: 'UTILITY', at: at(3) });
    expect(back).toMatchObject({ state: 'APPROVED', category: 'UTILITY', reason: null });
  }
});

describe('what the office is told', () => {
  const number = (
    known: Watched,
    dailyLimit: number | null,
    quality: 'RED' | 'GREEN' | null,
    second: number,
  ) => afterNumber(known, { number: null, at: at(second), dailyLimit, quality, perSecond: null });

  test('a fall is told with what was; from no limit to one is a fall, the first figure is none', () => {
    const first = number(nothing, 10_000, 'GREEN', 1);
    expect(alertsOf(nothing, first)).toEqual({ alerts: [], fresh: [] });
    const open = number(first, 0, null, 2);
    expect(alertsOf(first, open).fresh).toEqual([]);
    const fallen = number(open, 2000, 'RED', 3);
    expect(fallen.limitWas).toBe(0);
    expect(alertsOf(open, fallen)).toEqual({ alerts: ['QUALITY', 'LIMIT'], fresh: ['QUALITY', 'LIMIT'] });
    const told = { ...fallen, alerts: ['QUALITY', 'LIMIT'] as const };
    expect(alertsOf(told, number(told, 2000, 'RED', 4))).toEqual({ alerts: ['QUALITY', 'LIMIT'], fresh: [] });
    expect(alertsOf(told, number(told, 10_000, 'GREEN', 5))).toEqual({ alerts: [], fresh: [] });
  });

  test('a restriction ends by itself at its hour; other states do not', () => {
    const until = at(100);
    expect(accountNow({ account: 'RESTRICTED', accountUntil: until }, at(99))).toBe('RESTRICTED');
    expect(accountNow({ account: 'RESTRICTED', accountUntil: until }, until)).toBe('OPEN');
    expect(accountNow({ account: 'RESTRICTED', accountUntil: null }, until)).toBe('RESTRICTED');
    expect(accountNow({ account: 'CLOSED', accountUntil: until }, at(101))).toBe('CLOSED');
  });

  test('a wording that cannot go, or soon will not, each once', () => {
    const news = (state: (typeof states)[number] | null, quality: 'RED' | null, second: number) => ({
      ...{ name: 'hp_welcome_v1', language: 'en', category: null, reason: null, at: at(second) },
      ...{ state, quality },
    });
    const approved = afterTemplate(undefined, news('APPROVED', null, 1));
    expect(isWorse(undefined, approved)).toBe(false);
    const red = afterTemplate(approved, news(null, 'RED', 2));
    expect(isWorse(approved, red)).toBe(true);
    const paused = afterTemplate(red, news('PAUSED', null, 3));
    expect(isWorse(red, paused)).toBe(true);
    expect(isWorse(paused, afterTemplate(paused, news('PAUSED', 'RED', 4)))).toBe(false);
  });
});
