import 'server-only';
import { headers } from 'next/headers';

const ahead = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'];

/** Whether a page is fetched ahead of a click. Nobody has opened anything then: a child's record is not shown. */
export async function isFetchedAhead(): Promise<boolean> {
  const sent = await headers();
  return sent.has('next-router-prefetch') || ahead.some((name) => sent.get(name)?.includes('prefetch'));
}
