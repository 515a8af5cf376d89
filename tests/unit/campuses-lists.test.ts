import { expect, test } from 'vitest';
import { campusList, createCampus } from '@/lib/campuses/schema';
import { isId } from '@/lib/core/id';
import { listAddress, sortLink } from '@/lib/core/list-address';

test('an address holds what is chosen and nothing else', () => {
  expect(listAddress('/admin/halqas', { q: '', page: 1, campus: undefined })).toBe('/admin/halqas');
  expect(listAddress('/admin/halqas', { q: 'عمر & co', page: 2 })).toBe(
    `/admin/halqas?q=${encodeURIComponent('عمر')}+%26+co&page=2`,
  );
});

test('a head sorts by its column, and turns round when it already does', () => {
  type Sort = 'name' | '-name' | 'joined' | '-joined';
  const link = (current: Sort, column: Sort) => sortLink<Sort>(current, column, (sort) => sort);
  expect(link('joined', 'name')).toEqual({ href: 'name' });
  expect(link('name', 'name')).toEqual({ href: '-name', direction: 'ascending' });
  expect(link('-name', 'name')).toEqual({ href: 'name', direction: 'descending' });
});

test('a campus needs a name with letters in it; an address may have lines', () => {
  const id = '01980000-0000-7000-8000-00000000000a';
  expect(createCampus.parse({ id, name: ' Gulberg ', address: '12 Canal Road\nLahore' })).toMatchObject({
    name: 'Gulberg',
    address: '12 Canal Road\nLahore',
  });
  expect(createCampus.safeParse({ id, name: '—' }).error?.issues[0]?.message).toBe('nameWithoutLetters');
  expect(createCampus.safeParse({ id, name: 'x'.repeat(81) }).error?.issues[0]?.message).toBe('tooLong');
});

test('what cannot name a row is not asked of the database', () => {
  expect(isId('01980000-0000-7000-8000-00000000000a')).toBe(true);
  for (const text of ['new', '', "1' OR '1'='1", '01980000-0000-7000-8000-00000000000a/..'])
    expect(isId(text)).toBe(false);
  expect(campusList.parse({ q: '  Gul ', page: '3' })).toEqual({ q: 'Gul', sort: 'name', page: 3 });
});
