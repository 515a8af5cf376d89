import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';

const most = 5000;
const opened = new Map<string, JWT>();

/**
 * next-auth's `decode`, which remembers what it opened: the middleware and the page open the same cookie at every
 * request, and each time would derive the key anew. The cookie itself is the name in this memory, so that a changed one
 * is opened like any other; its own expiry holds as before, and whether its session lives is the database's to say.
 */
export async function openRemembered(sealed: JWTDecodeParams): Promise<JWT | null> {
  const { token, salt } = sealed;
  if (!token || salt) return decode(sealed);
  const known = opened.get(token);
  if (known && Number(known.exp) * 1000 > Date.now()) return known;
  opened.delete(token);
  const content = await decode(sealed);
  if (content) opened.set(token, content);
  // The one that came first goes first; those who still come are opened again.
  if (opened.size > most) opened.delete(opened.keys().next().value!);
  return content;
}
