import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import {
  type DatedPortions,
  GRADES,
  type HeardLesson,
  LESSON_KINDS,
  memorisedSet,
} from '@/lib/lessons/rules';
import { readRegister } from '@/lib/progress/plan/rules';
import { earnedJuz } from '@/lib/progress/rules';
import { juzRange } from '@/lib/quran/divisions';
import { AYAHS, type Range } from '@/lib/quran/position';
import { containsAyah, normalise, size } from '@/lib/quran/range-set';
import { FIRMNESS } from '@/lib/revision/memory/rules';

const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 0, max: 30 }))
  .map(([from, more]): Range => [from, Math.min(AYAHS, from + more)]);
const near = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, more]): Range => [from, from + more]);
const date = fc.integer({ min: 10, max: 28 }).map((day) => `2026-11-${day}`);
const portions = fc.array(fc.oneof(range, near), { minLength: 1, maxLength: 3 });
const lesson = fc.record({
  kind: fc.constantFrom(...LESSON_KINDS),
  date,
  grade: fc.constantFrom(...GRADES),
  portions,
}) satisfies fc.Arbitrary<HeardLesson>;
const dated = fc.record({ on: date, portions }) satisfies fc.Arbitrary<DatedPortions>;
const history = fc.record({
  placement: fc.array(near).map(normalise),
  placedLater: fc.array(dated, { maxLength: 3 }),
  lessons: fc.array(lesson, { maxLength: 20 }),
  takenBack: fc.array(dated, { maxLength: 5 }),
});

/** Ayah by ayah: held when it was gained after the last day on which it was taken back. */
function heldByHand(ayah: number, { placement, placedLater, lessons, takenBack }: HistoryOf): boolean {
  const within = (list: readonly Range[]) => list.some(([from, to]) => from <= ayah && ayah <= to);
  const lost = takenBack
    .filter((one) => within(one.portions))
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const gains = [
    ...(within(placement) ? [''] : []),
    ...placedLater.filter((one) => within(one.portions)).map(({ on }) => on),
    ...lessons
      .filter((one) => one.kind === 'SABAQ' && one.grade !== 'REPEAT' && within(one.portions))
      .map((one) => one.date),
  ];
  return gains.some((on) => lost === undefined || on > lost);
}
type HistoryOf = typeof history extends fc.Arbitrary<infer T> ? T : never;

describe('what a failed test takes back', () => {
  it('leaves the memorised set, ayah by ayah, and comes again only by a later day', () => {
    fc.assert(
      fc.property(history, (one) => {
        const held = memorisedSet(one);
        for (let ayah = 1; ayah <= 90; ayah += 1)
          expect(containsAyah(held, ayah), `ayah ${ayah}`).toBe(heldByHand(ayah, one));
      }),
    );
  });

  it('does not depend on any order of arrival', () => {
    const shuffled = history.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray(one.lessons, { minLength: one.lessons.length }),
        fc.shuffledSubarray(one.takenBack, { minLength: one.takenBack.length }),
        fc.shuffledSubarray(one.placedLater, { minLength: one.placedLater.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, lessons, takenBack, placedLater]) => {
        expect(memorisedSet({ ...one, lessons, takenBack, placedLater })).toEqual(memorisedSet(one));
      }),
    );
  });

  it('is today’s sabaq too, and not tomorrow’s', () => {
    const sabaq = (on: string): HeardLesson => ({
      kind: 'SABAQ',
      date: on,
      grade: 'GOOD',
      portions: [[8, 10]],
    });
    const takenBack = [{ on: '2026-11-20', portions: [[1, 10]] as Range[] }];
    const placement: Range[] = [[1, 12]];
    const of = (...lessons: HeardLesson[]) => memorisedSet({ placement, lessons, takenBack });
    expect(of(sabaq('2026-11-20'))).toEqual([[11, 12]]);
    expect(of(sabaq('2026-11-21'))).toEqual([[8, 12]]);
  });
});

describe('the register replayed into memory', () => {
  const session = fc.constantFrom(...DAY_SESSIONS);
  const firmness = fc.constantFrom(...FIRMNESS);
  it('holds the same set, tests and later placements and all', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(session), fc.infiniteStream(firmness), (one, when, how) => {
        const next = <T>(stream: Iterator<T>) => stream.next().value as T;
        const { memorised } = readRegister({
          programme: 'HIFZ',
          admittedOn: '2026-01-01',
          placements: [{ on: '2026-01-01', portions: one.placement }, ...one.placedLater].map(
            ({ on, portions }) => ({ on, portions: normalise(portions), firmness: next(how) }),
          ),
          lessons: one.lessons.map((lesson) => ({ ...lesson, session: next(when) })),
          tests: one.takenBack.map(({ on, portions }) => ({
            kind: 'TEST' as const,
            date: on,
            grade: 'REPEAT' as const,
            portions: [],
            takenBack: portions,
          })),
        });
        expect(memorised).toEqual(memorisedSet(one));
      }),
    );
  });
});

describe('juz that owe a jaiza', () => {
  const five = juzRange(5, 'madani');
  const half: Range = [five[0], five[0] + 50];

  it('are those completed here, not those that were brought', () => {
    expect(earnedJuz({ memorised: [five], brought: [], scheme: 'madani' })).toEqual([5]);
    expect(earnedJuz({ memorised: [five], brought: [half], scheme: 'madani' })).toEqual([5]);
    expect(earnedJuz({ memorised: [five], brought: [five], scheme: 'madani' })).toEqual([]);
    expect(earnedJuz({ memorised: [half], brought: [], scheme: 'madani' })).toEqual([]);
  });

  it('are among the juz held whole', () => {
    fc.assert(
      fc.property(fc.array(range).map(normalise), fc.array(range).map(normalise), (more, brought) => {
        const memorised = normalise([...more, ...brought, five]);
        for (const juz of earnedJuz({ memorised, brought, scheme: 'indopak' }))
          expect(size([juzRange(juz, 'indopak')])).toBeLessThanOrEqual(size(memorised));
      }),
    );
  });
});
