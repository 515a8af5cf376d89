import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber } from '@/lib/core/time';
import { paceOf, pagesOf } from '@/lib/listening/pace/rules';
import { type Listened, minutesFor, type Part, type PartKind, planListening } from '@/lib/listening/rules';
import { type Senior, seniorsFor } from '@/lib/listening/seniors/rules';
import { pageRange } from '@/lib/quran/mushaf';
import { unitRange } from '@/lib/revision/memory/rules';

const today = '2026-11-21';
const names = Array.from({ length: 25 }, (_, i) => `s${String(i).padStart(2, '0')}`);
const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom<PartKind>('SABAQ', 'SABQI', 'MANZIL', 'GIRDAAN', 'READING'),
  minutes: fc.integer({ min: 0, max: 25 }),
  seniors: fc.uniqueArray(fc.constantFrom(...names, 'a stranger'), { maxLength: 5 }),
});
const day = fc.option(fc.integer({ min: 0, max: 60 }).map((days) => addDays(today, -days)));
const halqa: fc.Arbitrary<Listened[]> = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: 25 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          sortName: fc.constantFrom('ahmad', 'bilal', id),
          parts: fc.uniqueArray(part, { selector: ({ kind }) => kind, maxLength: 3 }),
          ustadhOn: day,
          anybodyOn: day,
        }),
      ),
    ),
  );
const minutes = fc.integer({ min: 0, max: 180 });
const plan = (children: readonly Listened[], time: number) =>
  planListening(children, { minutes: time, today });
const always = (check: (children: Listened[], time: number) => void) =>
  fc.assert(fc.property(halqa, minutes, check), { numRuns: 300 });
const days = ({ ustadhOn }: Listened) =>
  ustadhOn === null ? Number.POSITIVE_INFINITY : (Date.parse(today) - Date.parse(ustadhOn)) / 86_400_000;

describe('a listening plan', () => {
  test('never takes more minutes than there are, of the ustadh or of any child', () => {
    always((children, time) => {
      const { ustadh, seniors, used } = plan(children, time);
      const spent = ustadh.reduce((sum, turn) => sum + turn.minutes, 0);
      expect(spent).toBe(used);
      expect(spent).toBeLessThanOrEqual(time);
      for (const { id } of children) {
        const own = [...ustadh, ...seniors].filter((turn) => turn.id === id);
        const heard = seniors.filter(({ seniorId }) => seniorId === id);
        const busy = [...own, ...heard].reduce((sum, turn) => sum + turn.minutes, 0);
        expect(busy).toBeLessThanOrEqual(time);
      }
    });
  });

  test('has nobody twice with the ustadh or twice with a senior, and nobody hear himself', () => {
    always((children, time) => {
      const { ustadh, seniors } = plan(children, time);
      expect(new Set(ustadh.map(({ id }) => id)).size).toBe(ustadh.length);
      expect(new Set(seniors.map(({ id }) => id)).size).toBe(seniors.length);
      expect(seniors.every(({ id, seniorId }) => id !== seniorId)).toBe(true);
    });
  });

  test('places every part once: with the ustadh, with a senior, or waiting', () => {
    always((children, time) => {
      const { ustadh, seniors, waiting } = plan(children, time);
      for (const child of children) {
        const placed = [...ustadh, ...seniors, ...waiting].filter(({ id }) => id === child.id);
        const due = child.parts.filter((one) => one.minutes > 0).map(({ kind }) => kind);
        expect(placed.flatMap(({ kinds }) => kinds).sort()).toEqual(due.sort());
      }
    });
  });

  test('has whoever was longest unheard first, and lets nobody wait for one who was heard since, but for want of time', () => {
    always((children, time) => {
      const byId = new Map(children.map((child) => [child.id, child]));
      const { ustadh } = plan(children, time);
      const heard = ustadh.map(({ id }) => days(byId.get(id)!));
      for (const [i, longer] of heard.slice(0, -1).entries())
        expect(longer).toBeGreaterThanOrEqual(heard[i + 1]!);
      const first = (child: Listened) =>
        Math.min(...child.parts.filter((one) => one.minutes > 0).map((one) => one.minutes));
      for (const child of children) {
        if (!Number.isFinite(first(child)) || ustadh.some(({ id }) => id === child.id)) continue;
        // Whatever those before him took of first parts left too little for his own.
        const before = children.filter((other) => days(other) >= days(child) && other.id !== child.id);
        const most = before.reduce(
          (sum, other) => sum + other.parts.reduce((all, one) => all + one.minutes, 0),
          0,
        );
        const own = child.parts.reduce((most, one) => Math.max(most, one.minutes), 0);
        expect(most + own).toBeGreaterThan(time);
      }
    });
  });

  test('hands a new lesson or reading to no senior, and nothing to one who does not hold it or is not here', () => {
    always((children, time) => {
      const here = new Set(children.map(({ id }) => id));
      const { seniors } = plan(children, time);
      for (const turn of seniors) {
        expect(here.has(turn.seniorId)).toBe(true);
        for (const kind of turn.kinds) {
          expect(['SABQI', 'MANZIL', 'GIRDAAN']).toContain(kind);
          const own = children.find(({ id }) => id === turn.id)!.parts.find((one) => one.kind === kind)!;
          expect(own.seniors).toContain(turn.seniorId);
        }
      }
    });
  });

  test('is the same whatever the order of the children', () => {
    always((children, time) => {
      expect(plan([...children].reverse(), time)).toEqual(plan(children, time));
    });
  });
});

const child = (
  id: string,
  parts: Part[],
  ustadhOn: string | null = '2026-11-20',
  anybodyOn = ustadhOn,
): Listened => ({
  id,
  sortName: id,
  parts,
  ustadhOn,
  anybodyOn,
});
const due = (kind: PartKind, time: number, ...seniors: string[]): Part => ({ kind, minutes: time, seniors });

test('a short session: new lessons for all, revision with seniors, the rest said plainly', () => {
  const children = [
    child('ahmad', [due('SABAQ', 4), due('MANZIL', 10, 'hamza')], '2026-11-20'),
    child('bilal', [due('SABAQ', 4), due('MANZIL', 10)], '2026-11-15'),
    child('hamza', [due('SABAQ', 4)], '2026-11-19'),
    child('zaid', [due('SABAQ', 4)], null),
  ];
  expect(plan(children, 18)).toEqual({
    ustadh: [
      { id: 'zaid', kinds: ['SABAQ'], minutes: 4, days: null },
      { id: 'bilal', kinds: ['SABAQ'], minutes: 4, days: 6 },
      { id: 'hamza', kinds: ['SABAQ'], minutes: 4, days: 2 },
      { id: 'ahmad', kinds: ['SABAQ'], minutes: 4, days: 1 },
    ],
    seniors: [{ id: 'ahmad', seniorId: 'hamza', kinds: ['MANZIL'], minutes: 10 }],
    waiting: [{ id: 'bilal', kinds: ['MANZIL'], minutes: 10, days: 6 }],
    unheard: [
      { id: 'zaid', days: null },
      { id: 'bilal', days: 6 },
    ],
    used: 16,
  });
});

test('minutes go by the child’s own pace where it is known, and never under one', () => {
  expect(minutesFor('MANZIL', 10)).toBe(20);
  expect(minutesFor('MANZIL', 10, 1.75)).toBe(35);
  expect(minutesFor('SABAQ', 0.1)).toBe(1);
});

test('pages are counted with their parts', () => {
  const [from, to] = pageRange('madani15', 10);
  const [, end] = pageRange('madani15', 12);
  expect(pagesOf([[from, to]], 'madani15')).toBeCloseTo(1);
  expect(pagesOf([[from, end]], 'madani15')).toBeCloseTo(3);
  expect(pagesOf([[from, from]], 'madani15')).toBeCloseTo(1 / (to - from + 1));
  expect(pagesOf([], 'madani15')).toBe(0);
});

describe('a child’s own pace', () => {
  const recited = [
    { kind: 'SABAQ' as const, pages: 0.5 },
    { kind: 'MANZIL' as const, pages: 10 },
  ];
  test('is the middle of its timed days against the usual minutes of the same pages', () => {
    // Usually 0.5 × 4 + 10 × 2 = 22 minutes.
    expect(paceOf([22, 33, 44].map((time) => ({ minutes: time, recited })))).toBeCloseTo(1.5);
  });
  test('is unknown where nobody looked at the clock, and bounded where it was forgotten', () => {
    expect(paceOf([])).toBeUndefined();
    expect(paceOf([{ minutes: 30, recited: [] }])).toBeUndefined();
    expect(paceOf([{ minutes: 600, recited }])).toBe(3);
    expect(paceOf([{ minutes: 1, recited }])).toBe(0.5);
  });
});

describe('who may hear a place', () => {
  const holds = (id: string, change: object = {}): Senior => ({
    id,
    memorised: [unitRange(1)],
    states: [
      {
        unit: 1,
        stability: 40,
        difficulty: 5,
        reviews: 9,
        since: dayNumber('2026-01-01'),
        repeatOn: null,
        parts: [[...unitRange(1), dayNumber('2026-11-20')]],
        ...change,
      },
    ],
  });
  const first = [1, 7] as const;
  const may = (...among: Senior[]) => seniorsFor([first], { among, on: today });
  test('is one who holds all of it strongly and for long, the surest first', () => {
    const heardLately = holds('late', { parts: [[...unitRange(1), dayNumber('2026-11-10')]] });
    expect(may(heardLately, holds('b'), holds('a'))).toEqual(['a', 'b', 'late']);
  });
  test('is not one who fades, learned it last week, was refused, or holds a part alone', () => {
    expect(may(holds('fades', { parts: [[...unitRange(1), dayNumber('2026-01-10')]] }))).toEqual([]);
    expect(may(holds('new', { stability: 5 }))).toEqual([]);
    expect(may(holds('refused', { repeatOn: dayNumber('2026-11-20') }))).toEqual([]);
    expect(may(holds('part', { parts: [[1, 5, dayNumber('2026-11-20')]] }))).toEqual([]);
    expect(may({ ...holds('else'), memorised: [[1, 5]] })).toEqual([]);
    expect(seniorsFor([], { among: [holds('a')], on: today })).toEqual([]);
  });
});
