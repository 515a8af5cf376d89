import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Change,
  changeCurriculum,
  DEFAULT_CURRICULUM,
  findItem,
  nameOfItem,
  taught,
} from '@/lib/reading/curriculum/rules';
import { addItem, readCurriculum, renameItem } from '@/lib/reading/curriculum/schema';
import { recordReading } from '@/lib/reading/schema';

describe('the curriculum until the institution has its own', () => {
  test('is the Noorani Qaida’s seventeen lessons and the rules of tajweed, each named in three languages', () => {
    expect(DEFAULT_CURRICULUM.qaida).toHaveLength(17);
    const all = [...DEFAULT_CURRICULUM.qaida, ...DEFAULT_CURRICULUM.rules];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const item of all)
      expect([item.en, item.ur, item.ar].every((name) => name && name.length > 2)).toBe(true);
    expect(nameOfItem(DEFAULT_CURRICULUM.qaida[11]!, 'ur-PK-u-nu-latn')).toBe('تشدید');
  });

  test('stands where the stored section is missing or not understood', () => {
    for (const stored of [null, undefined, 'x', 5, [], {}, { qaida: 'x' }])
      expect(readCurriculum(stored)).toEqual(DEFAULT_CURRICULUM);
    const own = { qaida: [{ id: 'a', en: 'Alif' }, { nonsense: 1 }] };
    expect(readCurriculum(own)).toEqual({
      qaida: [{ id: 'a', en: 'Alif' }],
      rules: DEFAULT_CURRICULUM.rules,
    });
  });
});

const ids = [...DEFAULT_CURRICULUM.qaida, ...DEFAULT_CURRICULUM.rules].map(({ id }) => id);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    op: fc.constantFrom('up', 'down', 'retire', 'restore'),
    id: fc.constantFrom(...ids, 'nobody'),
  }) as fc.Arbitrary<Change>,
  fc.record({
    op: fc.constant('rename' as const),
    id: fc.constantFrom(...ids),
    en: fc.string({ minLength: 1 }),
  }),
  fc.record({
    op: fc.constant('add' as const),
    list: fc.constantFrom('qaida' as const, 'rules' as const),
    item: fc.record({ id: fc.constantFrom('new1', 'new2', 'q01'), en: fc.string({ minLength: 1 }) }),
  }),
);

test('no change ever takes an item away that a record may name, or names two alike', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const after = changes.reduce(changeCurriculum, DEFAULT_CURRICULUM);
      for (const id of ids) expect(findItem(after, id)).toBeDefined();
      const all = [...after.qaida, ...after.rules].map(({ id }) => id);
      expect(new Set(all).size).toBe(all.length);
      expect(readCurriculum(JSON.parse(JSON.stringify(after)))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
  );
});

test('a lesson moves one place, and what is retired is not taught but known', () => {
  const moved = changeCurriculum(DEFAULT_CURRICULUM, { op: 'up', id: 'q02' });
  expect(moved.qaida.slice(0, 3).map(({ id }) => id)).toEqual(['q02', 'q01', 'q03']);
  expect(changeCurriculum(moved, { op: 'up', id: 'q02' })).toBe(moved);
  const less = changeCurriculum(moved, { op: 'retire', id: 'q01' });
  expect(taught(less.qaida)).toHaveLength(16);
  // What is retired does not stand in the way of what is moved.
  const over = changeCurriculum(less, { op: 'up', id: 'q03' });
  expect(
    taught(over.qaida)
      .slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(['q03', 'q02']);
  expect(findItem(less, 'q01')).toMatchObject({ retired: true });
  expect(changeCurriculum(less, { op: 'restore', id: 'q01' }).qaida[1]).toMatchObject({ retired: false });
});

test('an item needs a name in one language', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  expect(addItem.safeParse({ list: 'qaida', id }).error?.issues[0]).toMatchObject({
    message: 'nameOne',
    path: ['en'],
  });
  expect(addItem.safeParse({ list: 'qaida', id, ur: 'مشق' }).success).toBe(true);
  expect(renameItem.safeParse({ id: 'q01' }).success).toBe(false);
  expect(nameOfItem({ id: 'a', ur: 'مشق' }, 'en')).toBe('مشق');
});

describe('bad input of a day of reading', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  const base = { id, studentId: id, halqaId: id, date: '2026-11-21', session: 'MORNING', grade: 'GOOD' };
  const faults = (input: object) =>
    recordReading
      .safeParse({ ...base, ...input })
      .error?.issues.map((issue) => [
        issue.path[0],
        issue.message,
        'params' in issue ? issue.params : undefined,
      ]);
  test('names the field and the repair', () => {
    const nazra = { kind: 'NAZRA', fromPage: '12', toPage: '10', fromLine: '1', toLine: '9' };
    expect(faults(nazra)).toEqual([['toPage', 'pagesBackwards', { from: 10, to: 12 }]]);
    expect(faults({ ...nazra, toPage: '12', fromLine: '9', toLine: '2' })).toEqual([
      ['toLine', 'linesBackwards', { from: 2, to: 9 }],
    ]);
    expect(faults({ kind: 'QAIDA', fromLine: 1, toLine: 4 })).toEqual([['item', 'required', undefined]]);
    expect(faults({ kind: 'QAIDA', item: 'q01', fromLine: 0, toLine: 4 })?.[0]?.slice(0, 2)).toEqual([
      'fromLine',
      'notALine',
    ]);
  });
});
