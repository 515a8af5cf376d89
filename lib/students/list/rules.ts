import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import type { StudentListQuery, StudentSort } from './schema';

/** The address of the list with some of its filters changed; a changed filter begins at page 1 again. */
export function studentsHref(query: StudentListQuery, change: Partial<StudentListQuery> = {}): string {
  const { status, sort, ...rest } = { ...query, page: 1, ...change };
  return listAddress(routes.students, {
    ...rest,
    ...(status !== 'ACTIVE' && { status }),
    ...(sort !== 'name' && { sort }),
  });
}

/** Where a column's head leads, and how the list is sorted by it now. */
export function sortLink(query: StudentListQuery, column: 'name' | 'roll' | 'admitted') {
  const down: StudentSort = `-${column}`;
  const direction =
    query.sort === column
      ? ('ascending' as const)
      : query.sort === down
        ? ('descending' as const)
        : undefined;
  return { href: studentsHref(query, { sort: query.sort === column ? down : column }), direction };
}

export function isFiltered({ q, halqa, programme, status, campus }: StudentListQuery): boolean {
  return q !== '' || status !== 'ACTIVE' || Boolean(halqa ?? programme ?? campus);
}
