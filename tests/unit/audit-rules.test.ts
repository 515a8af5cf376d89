import { describe, expect, test } from 'vitest';
import { csvLines } from '@/lib/adapters/sheet/csv';
import { changesBetween, contactMarks, withheld } from '@/lib/audit/changes/rules';
import { actionsOf, changesOf, groupOf, placeIdsOf } from '@/lib/audit/rules';
import { AUDIT_GROUPS, trailAddress } from '@/lib/audit/schema';
import { auditActions } from '@/lib/core/audit-actions';

describe('what changed', () => {
  test('only fields that differ are told, and a first record is told against nothing', () => {
    expect(
      changesBetween({ name: 'Anas', age: 9, held: [1, 7] }, { name: 'Anas', age: 10, held: [1, 7] }),
    ).toEqual({
      age: [9, 10],
    });
    expect(changesBetween(null, { status: 'PRESENT', note: null })).toEqual({ status: [null, 'PRESENT'] });
  });

  test('words that are not kept tell that they changed, never what they say', () => {
    const note = (words: string | null) => ({ note: withheld(words) });
    expect(changesBetween(note('asthma'), note('asthma'))).toEqual({});
    expect(changesBetween(note('asthma'), note('well again'))).toEqual({ note: ['*', '*'] });
    expect(changesBetween(note(null), note('asthma'))).toEqual({ note: [null, '*'] });
    expect(changesBetween(note('asthma'), note(''))).toEqual({ note: ['*', null] });
  });

  test('numbers and addresses are masked', () => {
    expect(
      contactMarks([
        { kind: 'PHONE', value: '+923001110001' },
        { kind: 'EMAIL', value: 'walid@noor.example' },
        { kind: 'EMAIL', value: 'nonsense' },
      ]),
    ).toEqual({ phones: ['•••0001'], emails: ['w•••@noor.example', '*'] });
  });

  test('pairs are changes, everything else in a detail is a fact', () => {
    const detail = {
      reason: 'late',
      date: '2026-11-12',
      status: ['ABSENT', 'PRESENT'],
      rows: [1, 2],
      halqaIds: ['a', 'b'],
    };
    expect(changesOf(detail)).toEqual([{ field: 'status', was: 'ABSENT', is: 'PRESENT' }]);
    expect(changesOf({ toString: ['a', 'b'], __proto__: ['a', 'b'] })).toEqual([]);
  });

  test('the ids among the changes are those of places and people', () => {
    const changes = changesOf({ halqaId: ['h1', null], halqas: [['h1'], ['h1', 'h2']], name: ['h3', 'h4'] });
    expect(placeIdsOf(changes)).toEqual(['h1', 'h1', 'h1', 'h2']);
  });
});

test('every action stands in exactly one group of the filter', () => {
  const all = AUDIT_GROUPS.flatMap((group) => actionsOf(group));
  expect([...all].sort()).toEqual([...auditActions].sort());
  expect(groupOf('nothing.known')).toBe('house');
});

test('an address that is not understood shows the whole trail', () => {
  const nothing = { q: '', group: '', by: '', child: '', from: '', to: '', check: '', head: '' };
  const odd = {
    q: ['a'],
    group: 'x',
    by: "' OR 1",
    child: {},
    from: '31.12.',
    to: 5,
    before: '-1',
    after: 'x',
    check: '2',
    head: 'zz',
  };
  expect(trailAddress.parse({})).toMatchObject(nothing);
  expect(trailAddress.parse(odd)).toMatchObject(nothing);
  expect(trailAddress.parse({ before: '12', head: ` ${'A'.repeat(64)} ` })).toMatchObject({
    before: 12,
    head: 'a'.repeat(64),
  });
});

test('X5 a cell that would run as a formula is disarmed in every piece of a download', () => {
  expect(csvLines([['=1+1', '+923', '-x', '@cmd', 'plain, text']])).toBe(
    `"'=1+1","'+923","'-x","'@cmd","plain, text"\r\n`,
  );
  expect(csvLines([])).toBe('');
});
