import { describe, expect, test } from 'vitest';
import { dayStates } from '@/lib/attendance/rules';
import type { HeardLesson } from '@/lib/lessons/rules';
import { tonightsPage } from '@/lib/parents/rules';
import { juzRange } from '@/lib/quran/divisions';
import { pageOf } from '@/lib/quran/mushaf';

const juz3 = juzRange(3, 'madani');
const weak: HeardLesson = { kind: 'MANZIL', date: '2026-11-19', grade: 'WEAK', portions: [juz3] };
const ask = (lessons: HeardLesson[], today = '2026-11-19', nextManzil = [juzRange(1, 'madani')]) =>
  tonightsPage({ lessons, nextManzil, today, layout: 'madani15' });

describe('the page for tonight', () => {
  test('is one of the last weak revision, another each night, within it', () => {
    const first = pageOf('madani15', juz3[0]);
    expect(ask([weak])).toMatchObject({ page: first, juz: 3, because: { reason: 'weak', kind: 'MANZIL' } });
    expect(ask([weak], '2026-11-21')).toMatchObject({ page: first + 2, juz: 3 });
  });

  test('what was heard well since is not weak any more; an old weakness and a weak sabaq do not count', () => {
    const good: HeardLesson = { kind: 'SABQI', date: '2026-11-20', grade: 'GOOD', portions: [juz3] };
    expect(ask([good, weak], '2026-11-20')?.because).toEqual({ reason: 'next' });
    expect(ask([weak], '2026-12-19')?.because).toEqual({ reason: 'next' });
    expect(ask([{ ...weak, kind: 'SABAQ' }])?.because).toEqual({ reason: 'next' });
  });

  test('else the manzil that is due, else none', () => {
    expect(ask([])).toMatchObject({ page: 1, juz: 1, because: { reason: 'next' } });
    expect(ask([], '2026-11-19', [])).toBeUndefined();
  });

  test('is the number printed in the child’s own mushaf', () => {
    const page = tonightsPage({
      lessons: [],
      nextManzil: [[1, 7]],
      today: '2026-11-19',
      layout: 'indopak16',
    });
    expect(page).toMatchObject({ page: 2, juz: 1 });
  });
});

test('a child who came to one of the day’s sessions was there', () => {
  expect(
    dayStates([
      { date: '2026-11-18', status: 'ABSENT' },
      { date: '2026-11-18', status: 'LATE' },
      { date: '2026-11-19', status: 'ABSENT' },
    ]),
  ).toEqual({ '2026-11-18': 'LATE', '2026-11-19': 'ABSENT' });
});
