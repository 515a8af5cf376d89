import 'server-only';
import { cookies } from 'next/headers';
import type { LinkKind } from './schema';
import { cookieOptions, linkCookieName } from './token';

const seconds = 15 * 60;

/**
 * The token of a letter's link, while its page is open. In the letter it stands behind a `#`, which no browser sends: it
 * is in no log, no history of a proxy and no Referer. The page posts it, and from then on it stands in this cookie.
 */
export async function keepLink(kind: LinkKind, token: string): Promise<void> {
  (await cookies()).set(linkCookieName(), `${kind}.${token}`, { ...cookieOptions(), maxAge: seconds });
}

/** What was kept for this kind of page; unchecked, as it came. */
export async function keptLink(kind: LinkKind): Promise<string | undefined> {
  const [of, token] = (await cookies()).get(linkCookieName())?.value.split('.') ?? [];
  return of === kind ? token : undefined;
}

/** The link did what it was for. */
export async function dropLink(): Promise<void> {
  (await cookies()).delete(linkCookieName());
}
