import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeGrade } from '@/lib/lessons/grading/rules';
import {
  canCorrect,
  GRADES,
  type HeardLesson,
  juzInDirection,
  LESSON_KINDS,
  MISTAKE_KINDS,
  type Mistakes,
  memorisedSet,
  placementFromHistory,
} from '@/lib/lessons/rules';
import { recordLessons } from '@/lib/lessons/schema';
import { juzRange } from '@/lib/quran/divisions';
import { AYAHS, ayahOf, type Range } from '@/lib/quran/position';
import { normalise } from '@/lib/quran/range-set';

const at = (surah: number, ayah: number) => ayahOf(surah, ayah)!;
const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 0, max: 30 }))
  .map(([from, more]): Range => [from, Math.min(AYAHS, from + more)]);
const lesson = fc.record({
  kind: fc.constantFrom(...LESSON_KINDS),
  date: fc.integer({ min: 10, max: 28 }).map((day) => `2026-11-${day}`),
  grade: fc.constantFrom(...GRADES),
  portions: fc.array(range, { minLength: 1, maxLength: 3 }),
}) satisfies fc.Arbitrary<HeardLesson>;

describe('what is memorised', () => {
  it('does not depend on the order in which lessons arrive', () => {
    const shuffled = fc
      .array(lesson, { maxLength: 20 })
      .chain((lessons) =>
        fc.tuple(fc.constant(lessons), fc.shuffledSubarray(lessons, { minLength: lessons.length })),
      );
    fc.assert(
      fc.property(shuffled, fc.array(range).map(normalise), ([lessons, others], placement) => {
        expect(memorisedSet({ placement, lessons: others })).toEqual(memorisedSet({ placement, lessons }));
      }),
    );
  });

  it('takes accepted sabaq only', () => {
    const heard = (kind: HeardLesson['kind'], grade: HeardLesson['grade'], portion: Range): HeardLesson => ({
      kind,
      grade,
      date: '2026-11-19',
      portions: [portion],
    });
    const lessons = [
      heard('SABAQ', 'WEAK', [100, 105]),
      heard('SABAQ', 'REPEAT', [200, 205]),
      heard('MANZIL', 'EXCELLENT', [300, 305]),
      heard('SABAQ', 'GOOD', [106, 110]),
    ];
    expect(memorisedSet({ placement: [[1, 7]], lessons })).toEqual([
      [1, 7],
      [100, 110],
    ]);
  });
});

describe('placement of a child whose register begins in the middle', () => {
  const madani = (n: number) => juzRange(n, 'madani');
  const placed = (
    startJuz: number,
    direction: 'FORWARD' | 'BACKWARD',
    first: number,
    recited: Range[] = [],
  ) => placementFromHistory({ startJuz, direction, sabaq: [[first, first + 3]], recited, scheme: 'madani' });

  it('holds what lies behind it in its direction', () => {
    expect(placed(1, 'FORWARD', at(5, 15))).toEqual([[1, at(5, 14)]]);
    expect(placed(30, 'BACKWARD', at(58, 1))).toEqual([[madani(29)[0], AYAHS]]);
    expect(placed(30, 'BACKWARD', at(59, 8))).toEqual([
      [madani(28)[0], at(59, 7)],
      [madani(29)[0], AYAHS],
    ]);
    expect(placed(1, 'FORWARD', 1)).toEqual([]);
    expect(placed(30, 'BACKWARD', at(78, 1))).toEqual([]);
    expect(placed(12, 'FORWARD', madani(14)[0])).toEqual([[madani(12)[0], madani(13)[1]]]);
  });

  it('claims nothing from a first sabaq against the direction', () => {
    expect(placed(12, 'FORWARD', at(2, 10))).toEqual([]);
    expect(placed(28, 'BACKWARD', at(78, 5), [madani(29)])).toEqual([madani(29)]);
  });

  it('holds what was recited, except what the register itself teaches', () => {
    const placement = placementFromHistory({
      startJuz: 30,
      direction: 'BACKWARD',
      sabaq: [[at(78, 1), at(78, 40)]],
      recited: [
        [at(78, 1), at(78, 40)],
        [at(36, 1), at(36, 83)],
      ],
      scheme: 'madani',
    });
    expect(placement).toEqual([[at(36, 1), at(36, 83)]]);
    expect(
      placementFromHistory({
        startJuz: 1,
        direction: 'FORWARD',
        sabaq: [],
        recited: [[1, 7]],
        scheme: 'madani',
      }),
    ).toEqual([[1, 7]]);
  });

  it('takes each juz once, from the start round', () => {
    expect(juzInDirection('FORWARD', 28).slice(0, 5)).toEqual([28, 29, 30, 1, 2]);
    expect(juzInDirection('BACKWARD').slice(0, 3)).toEqual([30, 29, 28]);
    expect(juzInDirection('BACKWARD', 2).slice(0, 4)).toEqual([2, 1, 30, 29]);
    for (let juz = 1; juz <= 30; juz += 1) expect(new Set(juzInDirection('BACKWARD', juz)).size).toBe(30);
  });
});

describe('the proposed grade', () => {
  const mistakes = (some: Partial<Mistakes>): Mistakes => ({
    atak: 0,
    lahnJali: 0,
    lahnKhafi: 0,
    tajweed: 0,
    ...some,
  });

  it.each([
    [{}, 'EXCELLENT'],
    [{ atak: 1 }, 'EXCELLENT'],
    [{ atak: 2, tajweed: 1 }, 'GOOD'],
    [{ lahnJali: 1 }, 'GOOD'],
    [{ lahnJali: 3 }, 'WEAK'],
    [{ lahnJali: 4, atak: 1 }, 'REPEAT'],
  ] as const)('of a sabaq with %j is %s', (some, grade) => {
    expect(proposeGrade(mistakes(some), 'SABAQ')).toBe(grade);
  });

  it('never rises with a mistake more, and bears more in a longer recital', () => {
    const counts = fc.record({
      atak: fc.nat(9),
      lahnJali: fc.nat(9),
      lahnKhafi: fc.nat(9),
      tajweed: fc.nat(9),
    });
    const rank = (m: Mistakes, kind: HeardLesson['kind']) => GRADES.indexOf(proposeGrade(m, kind));
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(...MISTAKE_KINDS),
        fc.constantFrom(...LESSON_KINDS),
        (m, more, kind) => {
          expect(rank({ ...m, [more]: m[more] + 1 }, kind)).toBeGreaterThanOrEqual(rank(m, kind));
          expect(rank(m, 'MANZIL')).toBeLessThanOrEqual(rank(m, 'SABAQ'));
        },
      ),
    );
  });
});

describe('writing in the register', () => {
  const correct = (lessonDate: string, role: 'teacher' | 'admin' | 'guardian') =>
    canCorrect({ lessonDate, today: '2026-11-21', role });

  it('is for today and earlier days, with a reason for these', () => {
    expect(correct('2026-11-21', 'teacher')).toEqual({ allowed: true, needsReason: false });
    expect(correct('2026-11-20', 'teacher')).toEqual({ allowed: true, needsReason: true });
    expect(correct('2026-11-22', 'admin')).toEqual({ allowed: false, code: 'futureDate' });
    expect(correct('2026-11-21', 'guardian')).toEqual({ allowed: false, code: 'notYours' });
  });
});

describe('the command', () => {
  const id = (n: number) => `019a9f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`;
  const entry = {
    id: id(1),
    kind: 'SABAQ',
    portions: [684, 689],
    grade: 'GOOD',
    mistakes: { atak: 2, lahnJali: 0, lahnKhafi: 0, tajweed: 1 },
    listener: 'TEACHER',
  };
  const command = {
    studentId: id(2),
    halqaId: id(3),
    date: '2026-11-19',
    session: 'MORNING',
    entries: [entry],
  };
  const codes = (change: object) =>
    recordLessons
      .safeParse({ ...command, entries: [{ ...entry, ...change }] })
      .error?.issues.map((i) => i.message);

  it('takes a good lesson and cleans its remark', () => {
    const entries = [{ ...entry, remark: '  ماشاء\u200cاللہ\r\nبہت اچھا\u200f ', enteredAs: 'page 77' }];
    expect(recordLessons.parse({ ...command, entries }).entries[0]).toMatchObject({
      remark: 'ماشاء\u200cاللہ\nبہت اچھا',
      enteredAs: 'page 77',
    });
  });

  it.each([
    [{ portions: [5, 1] }, 'notPortions'],
    [{ portions: [0, 1] }, 'notPortions'],
    [{ portions: [1, 6237] }, 'notPortions'],
    [{ portions: [1, 2, 3] }, 'notPortions'],
    [{ portions: [] }, 'noPortions'],
    [{ portions: Array.from({ length: 42 }, () => 1) }, 'tooManyPortions'],
    [{ mistakes: { ...entry.mistakes, atak: 100 } }, 'tooManyMistakes'],
    [{ mistakes: { ...entry.mistakes, atak: -1 } }, 'notACount'],
    [{ grade: 'PERFECT' }, 'unknownGrade'],
    [{ id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' }, 'notAnId'],
    [{ remark: 'x'.repeat(501) }, 'tooLong'],
    [{ remark: 'x'.repeat(100_000) }, 'tooLong'],
    [{ remark: 'a\u0000b' }, 'controlCharacters'],
    [{ remark: 'a\u202eb' }, 'controlCharacters'],
    [{ remark: 'a\u2066b' }, 'controlCharacters'],
    [{ remark: 'a\u200bb' }, 'controlCharacters'],
    [{ remark: 'a\ud800b' }, 'controlCharacters'],
  ])('refuses %j', (change, code) => {
    expect(codes(change)).toEqual([code]);
  });

  it('refuses unknown keys, impossible days and one id twice', () => {
    expect(codes({ institutionId: id(9) })).toHaveLength(1);
    expect(recordLessons.safeParse({ ...command, date: '2026-02-30' }).success).toBe(false);
    const twice = recordLessons.safeParse({ ...command, entries: [entry, { ...entry, kind: 'SABQI' }] });
    expect(twice.error?.issues.map((issue) => issue.message)).toEqual(['idTwice']);
  });
});
