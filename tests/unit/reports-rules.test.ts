import { describe, expect, test } from 'vitest';
import { addDays, dateOfHijri, hijriOf } from '@/lib/core/time';
import { bandOf, gradeOfDays, paceNow, USUAL_NORMS } from '@/lib/progress/pace/rules';
import { progressForm, readNorms } from '@/lib/progress/pace/schema';
import { juzRange } from '@/lib/quran/divisions';
import { dayMarks, termFacts, totalOf } from '@/lib/reports/marks/rules';
import { paraRows } from '@/lib/reports/paras/rules';
import { areInOrder, schoolYear, schoolYearOf, USUAL_TERMS } from '@/lib/reports/terms/rules';

const sabaq = (date: string, from: number, to: number, grade: 'GOOD' | 'REPEAT' = 'GOOD') => ({
  kind: 'SABAQ' as const,
  date,
  grade,
  portions: [[from, to] as const],
});

describe('the school year', () => {
  test('every Hijri day finds its way back, with each offset', () => {
    for (let i = 0; i < 800; i += 37)
      for (const offset of [-2, 0, 1]) {
        const date = addDays('2026-01-01', i);
        expect(dateOfHijri(hijriOf(date, offset), offset)).toBe(date);
      }
  });

  test('three terms part it without gap, in each year and offset', () => {
    for (const offset of [-1, 0, 2])
      for (let year = 1440; year < 1460; year += 1) {
        const { terms, from, to, crosses } = schoolYear(year, USUAL_TERMS, offset);
        expect(crosses).toBe(true);
        expect(terms[0]!.from).toBe(from);
        expect(terms[2]!.to).toBe(to);
        expect(terms[1]!.from).toBe(addDays(terms[0]!.to, 1));
        expect(terms[2]!.from).toBe(addDays(terms[1]!.to, 1));
        expect(schoolYear(year + 1, USUAL_TERMS, offset).from).toBe(addDays(to, 1));
        for (const day of [from, terms[1]!.from, to])
          expect(schoolYearOf(day, USUAL_TERMS, offset)).toBe(year);
      }
  });

  test('from Muharram on it lies in one Hijri year', () => {
    const starts = [
      { month: 1, day: 1 },
      { month: 5, day: 1 },
      { month: 9, day: 1 },
    ] as const;
    const year = schoolYear(1448, starts, 0);
    expect(year.crosses).toBe(false);
    expect(hijriOf(year.from, 0)).toEqual({ year: 1448, month: 1, day: 1 });
    expect(areInOrder(starts)).toBe(true);
    expect(areInOrder([starts[0], starts[2], starts[1]])).toBe(false);
    expect(areInOrder([starts[0], starts[0], starts[1]])).toBe(false);
    expect(areInOrder(USUAL_TERMS)).toBe(true);
  });
});

describe('pace', () => {
  test('the bands and darjas of the paper register', () => {
    expect([30, 29, 26, 25, 20, 11, 10, 1].map((juz) => bandOf(juz, 'BACKWARD'))).toEqual([
      'amma',
      'b29',
      'b29',
      'b25',
      'b20',
      'b20',
      'b10',
      'b10',
    ]);
    expect([1, 2, 10, 30].map((juz) => bandOf(juz, 'FORWARD'))).toEqual(['amma', 'b29', 'b25', 'b10']);
    // The rows of mockup 11.
    const darja = (days: number, juz: number) => gradeOfDays(days, bandOf(juz, 'BACKWARD'), USUAL_NORMS);
    expect(darja(24, 1)).toBe('LOW');
    expect(darja(22, 2)).toBe('FAIR');
    expect(darja(18, 4)).toBe('THIRD');
    expect(darja(48, 29)).toBe('FAIR');
    expect(darja(66, 30)).toBe('FAIR');
    expect(darja(91, 30)).toBeUndefined();
  });

  test('is lines on a day with a lesson, and the weeks without one do not slow it', () => {
    const today = '2026-11-21';
    const days = [0, 1, 2, 4, 5, 6, 21, 22, 23, 25, 26, 27].map((back) => addDays(today, -back)).reverse();
    const pace = paceNow({
      gains: days.map((date) => ({ date, pages: 1 })),
      today,
      juz: 5,
      direction: 'BACKWARD',
      norms: USUAL_NORMS,
    })!;
    expect(pace.linesADay).toBeCloseTo(15);
    expect(pace.daysAWeek).toBeCloseTo(6);
    expect(pace).toMatchObject({ daysAPara: 23, band: 'b10', grade: 'LOW', norm: { first: 10, fair: 22 } });
    expect(paceNow({ gains: [], today, juz: 5, direction: 'BACKWARD', norms: USUAL_NORMS })).toBeUndefined();
  });

  test('norms are read leniently and written strictly', () => {
    expect(readNorms(null)).toEqual(USUAL_NORMS);
    expect(readNorms({ norms: { amma: 'x' } })).toEqual(USUAL_NORMS);
    const own = { ...USUAL_NORMS, amma: [30, 40, 50, 60, 70] };
    expect(readNorms({ norms: own }).amma).toEqual([30, 40, 50, 60, 70]);
    const refused = (amma: unknown) => progressForm.safeParse({ norms: { ...USUAL_NORMS, amma } }).success;
    expect(progressForm.safeParse({ norms: own }).success).toBe(true);
    expect([refused([40, 30, 50, 60, 70]), refused([0, 1, 2, 3, 4]), refused(['', 2, 3, 4, 5])]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the register of paras', () => {
  const [from, to] = juzRange(29, 'madani');
  const input = {
    placement: [juzRange(30, 'madani')],
    awayDays: ['2026-02-03', '2026-02-04', '2026-05-01'],
    direction: 'BACKWARD' as const,
    scheme: 'madani' as const,
    norms: USUAL_NORMS,
    today: '2026-04-30',
  };

  test('begins with the first accepted sabaq, ends when the last ayah is held, whatever the order of saving', () => {
    const lessons = [
      sabaq('2026-02-20', from + 200, to),
      sabaq('2026-01-31', from, from + 9, 'REPEAT'),
      sabaq('2026-02-01', from, from + 99),
      sabaq('2026-02-10', from + 100, from + 199),
      sabaq('2026-03-01', ...juzRange(28, 'madani')),
      sabaq('2026-03-02', juzRange(27, 'madani')[0], juzRange(27, 'madani')[0] + 3),
    ];
    const rows = paraRows({ ...input, lessons });
    expect(rows[29]).toMatchObject({ juz: 30, state: 'before', start: undefined, grade: undefined });
    expect(rows[28]).toEqual({
      juz: 29,
      state: 'done',
      start: '2026-02-01',
      end: '2026-02-20',
      days: 20,
      away: 2,
      grade: 'FIRST',
    });
    expect(rows[27]).toMatchObject({ state: 'done', days: 1 });
    expect(rows[26]).toMatchObject({ state: 'current', end: undefined, days: 60, grade: undefined });
    expect(rows[0]).toMatchObject({ state: 'none' });
    expect(paraRows({ ...input, lessons: [...lessons].reverse() })).toEqual(rows);
  });

  test('a para that was partly held before has no darja', () => {
    const rows = paraRows({
      ...input,
      placement: [[from, from + 99]],
      lessons: [sabaq('2026-02-01', from + 100, to)],
    });
    expect(rows[28]).toMatchObject({ state: 'done', grade: undefined });
  });
});

test('a term counts days, not sessions, and only what was added in it', () => {
  const span = { term: 1 as const, from: '2026-02-01', to: '2026-05-31' };
  const days = dayMarks([
    { date: '2026-02-01', status: 'ABSENT' },
    { date: '2026-02-01', status: 'LATE' },
    { date: '2026-02-02', status: 'ABSENT' },
    { date: '2026-02-02', status: 'LEAVE' },
    { date: '2026-02-03', status: 'ABSENT' },
    { date: '2026-06-01', status: 'ABSENT' },
  ]);
  const [from, to] = juzRange(29, 'madani');
  const facts = termFacts(span, {
    placement: [[from, from + 99]],
    lessons: [sabaq('2026-01-05', from, from + 120), sabaq('2026-03-01', from + 100, to)],
    losses: [],
    days,
    scheme: 'madani',
    today: '2026-03-02',
  });
  expect(facts).toMatchObject({ state: 'running', reached: 29, present: 1, leave: 1, absent: 1 });
  expect(facts.paras).toBeGreaterThan(0.5);
  expect(facts.paras).toBeLessThan(1);
  expect(totalOf({ zabt: 52, tajweed: 24, salah: 9 })).toBe(85);
  expect(totalOf({ zabt: 52, tajweed: null, salah: 9 })).toBeUndefined();
});
