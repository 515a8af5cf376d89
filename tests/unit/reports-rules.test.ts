import { describe, expect, test } from 'vitest';
import { addDays, dateOfHijri, hijriOf } from '@/lib/core/time';
import { girdaanCycles } from '@/lib/progress/girdaan/rules';
import { dailyGains } from '@/lib/progress/measure/rules';
import { bandOf, gradeOfDays, paceNow, USUAL_NORMS } from '@/lib/progress/pace/rules';
import { progressForm, readNorms } from '@/lib/progress/pace/schema';
import { bandOfStrength, meanStrength, strengthByJuz } from '@/lib/progress/strength/rules';
import { countLines } from '@/lib/progress/view/rules';
import { juzRange } from '@/lib/quran/divisions';
import { WHOLE } from '@/lib/quran/range-set';
import { dayMarks, proposeMarks, stoppedDays, termFacts, totalOf } from '@/lib/reports/marks/rules';
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
    losses: [],
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

  test('a para that a failed test took back is open again until its last ayah is held anew (finding 20)', () => {
    const lessons = [sabaq('2026-02-01', from, from + 99), sabaq('2026-02-20', from + 100, to)];
    // The test of a day comes after its lessons.
    const losses = [{ date: '2026-02-20', takenBack: [[from + 50, to] as const] }];
    const [taken] = paraRows({ ...input, lessons, losses }).slice(28);
    expect(taken).toMatchObject({
      state: 'current',
      start: '2026-02-01',
      end: undefined,
      days: 89,
      grade: undefined,
    });
    const again = [...lessons, sabaq('2026-03-01', from + 50, to)];
    expect(paraRows({ ...input, lessons: again, losses })[28]).toMatchObject({
      state: 'done',
      start: '2026-02-01',
      end: '2026-03-01',
      days: 29,
    });
    // A loss elsewhere leaves it done.
    const elsewhere = [{ date: '2026-02-21', takenBack: [juzRange(28, 'madani')] }];
    expect(paraRows({ ...input, lessons, losses: elsewhere })[28]).toMatchObject({ state: 'done', days: 20 });
  });

  test('a para that the child brought is none of those held before once a test took of it', () => {
    const [first, last] = juzRange(30, 'madani');
    const losses = [{ date: '2026-02-10', takenBack: [[first, first + 9] as const] }];
    expect(paraRows({ ...input, lessons: [], losses })[29]).toMatchObject({
      state: 'current',
      start: undefined,
    });
    const lessons = [sabaq('2026-02-12', first, last)];
    expect(paraRows({ ...input, lessons, losses })[29]).toMatchObject({
      state: 'done',
      start: '2026-02-12',
      end: '2026-02-12',
      grade: undefined,
    });
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

describe('what the head and the examiner add', () => {
  test('days without a lesson are counted within the span, a stop that goes on until today', () => {
    const bands = [
      { date: '2026-02-01', act: 'STOP' as const },
      { date: '2026-02-08', act: 'RELEASE' as const },
      { date: '2026-04-01', act: 'STOP' as const },
    ];
    const days = (from: string, to: string, today: string) => stoppedDays(bands, { from, to, today });
    expect(days('2026-01-01', '2026-03-31', '2026-12-31')).toBe(7);
    expect(days('2026-02-05', '2026-03-31', '2026-12-31')).toBe(3);
    expect(days('2026-04-01', '2026-07-31', '2026-04-10')).toBe(10);
    expect(days('2026-05-01', '2026-05-31', '2026-12-31')).toBe(31);
    expect(days('2026-09-01', '2026-12-31', '2026-04-10')).toBe(0);
    expect(stoppedDays([], { from: '2026-01-01', to: '2026-12-31', today: '2026-12-31' })).toBe(0);
  });

  test('marks are proposed from the tests of the term, salah never', () => {
    expect(proposeMarks([])).toEqual({});
    const clean = [0, 0, 0, 0, 0, 1];
    const khafi = [0, 0, 1, 0, 0, 1];
    const unheard = [0, 0, 0, 9, 0, 0];
    expect(
      proposeMarks([
        { score: 90, marks: [...clean, ...khafi, ...unheard] },
        { score: 80, marks: [] },
      ]),
    ).toEqual({ zabt: 51, tajweed: 15 });
  });
});

describe('girdaan', () => {
  const girdaan = (date: string, juz: number, grade: 'GOOD' | 'WEAK' | 'REPEAT' = 'GOOD', mistakes = 0) => ({
    kind: 'GIRDAAN' as const,
    date,
    grade,
    mistakes,
    portions: [juzRange(juz, 'madani')],
  });
  const input = {
    memorised: [[juzRange(29, 'madani')[0], juzRange(30, 'madani')[1]] as const],
    scheme: 'madani' as const,
    today: '2026-03-10',
  };

  test('a round ends with the lesson that completes it; a refused one has to come again', () => {
    const cycles = girdaanCycles(
      [
        girdaan('2026-03-05', 29, 'WEAK', 3),
        girdaan('2026-03-01', 30, 'REPEAT', 6),
        girdaan('2026-03-02', 29, 'WEAK', 2),
        girdaan('2026-03-03', 30, 'GOOD', 1),
      ],
      input,
    );
    expect(cycles).toHaveLength(2);
    expect(cycles[0]).toMatchObject({ no: 1, from: '2026-03-01', to: '2026-03-03', days: 3, share: 1 });
    expect(cycles[0]!.paras).toEqual([
      { juz: 29, share: 1, grade: 'WEAK', mistakes: 2 },
      { juz: 30, share: 1, grade: 'REPEAT', mistakes: 7 },
    ]);
    expect(cycles[1]).toMatchObject({ no: 2, from: '2026-03-05', to: undefined, days: 6 });
    expect(cycles[1]!.paras[1]).toEqual({ juz: 30, share: 0, grade: undefined, mistakes: 0 });
  });

  test('without a placement the round is the whole Quran', () => {
    const [cycle] = girdaanCycles([girdaan('2026-03-05', 1)], { ...input, memorised: [] });
    expect(cycle!.paras).toHaveLength(30);
    expect(cycle!.share).toBeCloseTo(148 / 6236, 6);
  });
});

describe('strength', () => {
  test('of a juz is the mean of what is held of it, in the bands of the board', () => {
    const memorised = [[1, 148] as const];
    const units = Array.from({ length: 8 }, (_, i) => ({ unit: i + 1, strength: i < 4 ? 1 : 0.5 }));
    const byJuz = strengthByJuz(units, { memorised, scheme: 'madani' });
    expect([...byJuz.keys()]).toEqual([1]);
    expect(byJuz.get(1)).toBeCloseTo(meanStrength(units, memorised)!, 9);
    expect(byJuz.get(1)).toBeGreaterThan(0.7);
    expect(meanStrength([], memorised)).toBeUndefined();
    expect([0.95, 0.9, 0.8, 0.6, 0.41, 0.1].map(bandOfStrength)).toEqual([5, 5, 4, 3, 2, 1]);
  });

  test('lines are those of the child’s own print of which every ayah is held', () => {
    expect(countLines('madani15', WHOLE)).toEqual({ lines: 8820, of: 8820 });
    expect(countLines('madani15', []).lines).toBe(0);
    // Al-Fatihah stands on seven lines.
    expect(countLines('madani15', [[1, 7]]).lines).toBe(7);
    expect(countLines('indopak13', WHOLE).lines).toBe(countLines('indopak13', WHOLE).of);
  });
});

test('a failed test takes back, and what is learnt again counts again', () => {
  const gains = dailyGains({
    placement: [],
    lessons: [sabaq('2026-01-01', 8, 20), sabaq('2026-01-03', 8, 20), sabaq('2026-01-05', 8, 20)],
    losses: [{ date: '2026-01-03', takenBack: [[8, 20]] }],
  });
  expect(gains.map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-05']);
});
