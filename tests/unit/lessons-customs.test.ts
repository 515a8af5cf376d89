import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenCustoms, customsPassed, type Day, type Ground } from '@/lib/lessons/customs/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import { dropPortion, moveEarlier, putPortion, roomForMore, splitTyped } from '@/lib/lessons/typing/rules';
import { juzRange } from '@/lib/quran/divisions';
import { formatRange } from '@/lib/quran/notation';
import { ayahOf, type Range } from '@/lib/quran/position';

const range = (text: string): Range => {
  const [from, to = from] = text
    .split('-')
    .map((place) => ayahOf(...(place.split(':').map(Number) as [number, number]))!);
  return [from!, to!];
};
const ranges = (...texts: string[]) => texts.map(range);

/** A child who goes forward, holds everything up to 5:29 and has 5:30–34 due. */
const ground = (change: Partial<Ground> = {}): Ground => ({
  memorised: [[1, range('5:29')[0]]],
  due: { SABAQ: ranges('5:30-5:34'), SABQI: ranges('5:1-5:29'), MANZIL: ranges('2:1-2:141'), GIRDAAN: [] },
  direction: 'FORWARD',
  scheme: 'madani',
  waitingJuz: null,
  held: false,
  away: false,
  heardToday: [],
  ...change,
});
const told = (kind: LessonKind, portions: Range[], change?: Partial<Ground>) =>
  brokenCustoms({ kind, portions }, ground(change)).map(({ code, about, repair }) => [
    code,
    about.map(formatRange).join(),
    repair.do === 'portions' ? repair.portions.map(formatRange).join() : repair.do,
  ]);

describe('customs of a lesson', () => {
  test('what is due, or goes on from what is held, is as usual', () => {
    expect(told('SABAQ', ranges('5:30-5:34'))).toEqual([]);
    expect(told('SABAQ', ranges('5:28-5:36'))).toEqual([]);
    expect(told('SABAQ', ranges('5:30-5:34', '5:35-5:40'))).toEqual([]);
    expect(told('MANZIL', ranges('3:1-3:50', '2:1-2:20'))).toEqual([]);
  });

  test('a sabaq that leaves ayahs out: a small gap is closed, a long one is a slip', () => {
    expect(told('SABAQ', ranges('5:33-5:36'))).toEqual([['gap', '5:30–32', '5:30–36']]);
    expect(told('SABAQ', ranges('5:75-5:80'))).toEqual([['gap', '5:30–74', '5:30–34']]);
    expect(told('SABAQ', ranges('5:30-5:34', '5:40-5:41'))).toEqual([['gap', '5:35–39', '5:30–34,5:35–41']]);
  });

  test('the next juz is not released while this one is open, or its jaiza waits', () => {
    expect(told('SABAQ', ranges('6:1-6:5'))).toEqual([['beyondJuz', '6:1–5', '5:30–34']]);
    expect(told('SABAQ', ranges('5:30-5:85'))).toEqual([['beyondJuz', '5:82–85', '5:30–81']]);
    const done = { memorised: [[1, range('5:81')[0]] as Range], waitingJuz: 6 };
    const next = { ...ground().due, SABAQ: ranges('5:82-5:86') };
    expect(told('SABAQ', ranges('5:82-5:86'), { ...done, due: next })).toEqual([
      ['beyondJuz', '5:82–86', 'skip'],
    ]);
    expect(told('SABAQ', ranges('5:82-5:86'), { ...done, waitingJuz: null, due: next })).toEqual([]);
  });

  test('a child who goes backwards by juz may not jump one either, and gaps are those of the surah', () => {
    const back = {
      direction: 'BACKWARD' as const,
      memorised: [juzRange(30, 'madani')],
      due: { ...ground().due, SABAQ: ranges('67:1-67:5') },
    };
    expect(told('SABAQ', ranges('67:1-67:5'), back)).toEqual([]);
    expect(told('SABAQ', ranges('66:1-66:3'), back)).toEqual([['beyondJuz', '66:1–3', '67:1–5']]);
    expect(told('SABAQ', ranges('68:10-68:15'), back)).toEqual([['gap', '68:1–9', '68:1–15']]);
  });

  test('a revision of what is not by heart: the part that is, or what is due', () => {
    expect(told('SABQI', ranges('5:20-5:40'))).toEqual([['notMemorised', '5:30–40', '5:20–29']]);
    expect(told('MANZIL', ranges('6:1-6:10'))).toEqual([['notMemorised', '6:1–10', '2:1–141']]);
    expect(told('GIRDAAN', ranges('6:1-6:10'))).toEqual([['notMemorised', '6:1–10', 'skip']]);
  });

  test('sabaq band, and a child marked absent', () => {
    expect(told('SABAQ', ranges('5:30-5:34'), { held: true })).toEqual([['sabaqHeld', '5:30–34', 'skip']]);
    expect(told('MANZIL', ranges('2:1-2:20'), { held: true })).toEqual([]);
    expect(told('MANZIL', ranges('2:1-2:20'), { away: true })).toEqual([['absentDay', '2:1–20', 'present']]);
  });

  test('of a child of whom nothing is known, any beginning is right', () => {
    expect(told('SABAQ', ranges('36:10-36:20'), { memorised: [] })).toEqual([]);
    expect(told('MANZIL', ranges('36:10-36:20'), { memorised: [] })).toEqual([]);
  });

  test('a repair is itself as usual, wherever the lesson lay', () => {
    const place = fc.integer({ min: 1, max: 6236 });
    const portion = fc
      .tuple(place, fc.nat(40))
      .map(([from, more]): Range => [from, Math.min(6236, from + more)]);
    const kinds = fc.constantFrom<LessonKind>('SABAQ', 'SABQI', 'MANZIL');
    fc.assert(
      fc.property(kinds, fc.array(portion, { minLength: 1, maxLength: 3 }), (kind, portions) => {
        for (const { repair } of brokenCustoms({ kind, portions }, ground())) {
          if (repair.do !== 'portions') continue;
          for (const [from, to] of repair.portions) expect(1 <= from && from <= to && to <= 6236).toBe(true);
          const again = brokenCustoms({ kind, portions: repair.portions }, ground()).map(({ code }) => code);
          // Of several gaps the first is closed; the next is told then.
          expect(again.filter((code) => code !== 'gap')).toEqual([]);
        }
      }),
    );
  });
});

test('what another session of the day has heard of this kind is asked about, and nothing beside it', () => {
  const heardToday = ranges('2:1-2:20');
  expect(told('MANZIL', ranges('2:15-2:30'), { heardToday })).toEqual([['heardToday', '2:15–20', 'skip']]);
  expect(told('MANZIL', ranges('2:21-2:30'), { heardToday })).toEqual([]);
});

test('a lesson saved again keeps why it was odd; another range is looked at anew', () => {
  const day: Day = {
    layout: 'madani15',
    // The register already counts what was insisted on.
    memorised: [1, range('5:29')[0], range('5:33')[0], range('5:36')[0]],
    due: { SABAQ: range('5:37-5:41').slice(), SABQI: [], MANZIL: [] },
    direction: 'FORWARD',
    away: false,
    elsewhere: [],
    saved: { SABAQ: { portions: [...range('5:33-5:36')], grade: 'GOOD', insisted: ['gap'] } },
    waitingJuz: null,
    held: false,
  };
  const passed = (text: string) => customsPassed({ kind: 'SABAQ', portions: [...range(text)] }, day);
  expect(passed('5:33-5:36')).toEqual(['gap']);
  expect(passed('5:30-5:36')).toEqual([]);
  expect(passed('5:35-5:36')).toEqual(['gap']);
  expect(customsPassed({ kind: 'SABAQ', portions: [...range('5:33-5:36')] }, { ...day, away: true })).toEqual(
    ['gap', 'absentDay'],
  );
});

test('portions are moved, removed and repaired where they are typed', () => {
  const typed = '5:15-20، p77 l3-9 , juz 3';
  expect(splitTyped(typed)).toEqual(['5:15-20', 'p77 l3-9', 'juz 3']);
  expect(moveEarlier(typed, 2)).toBe('5:15-20, juz 3, p77 l3-9');
  expect(moveEarlier(typed, 0)).toBe('5:15-20, p77 l3-9, juz 3');
  expect(dropPortion(typed, 1)).toBe('5:15-20, juz 3');
  expect(putPortion(typed, 0, '5:15–18')).toBe('5:15–18, p77 l3-9, juz 3');
  expect(roomForMore(typed)).toBe('5:15-20, p77 l3-9, juz 3, ');
});
