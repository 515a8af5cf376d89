type Params = Record<string, string | number | undefined>;

/** The address of a list with these filters on; what is empty, and page 1, is left out so that addresses stay short. */
export function listAddress(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '' || (name === 'page' && value === 1)) continue;
    query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** How a column's head sorts: the same column again turns the order round. `-name` is descending. */
export function sortLink<Sort extends string>(
  current: Sort,
  column: Sort,
  address: (sort: Sort) => string,
): { href: string; direction?: 'ascending' | 'descending' } {
  if (current === column) return { href: address(`-${column}` as Sort), direction: 'ascending' };
  if (current === `-${column}`) return { href: address(column), direction: 'descending' };
  return { href: address(column) };
}
