import { decode } from 'next-auth/jwt';
import { loadMessages } from '@/lib/core/i18n/load-messages';

/** What a request carries, in memory: cookies that last from call to call, headers of our own page. */
export const jar = new Map<string, string>();

/** What the browser says of itself, and the address it comes from: a test that would meet a limit takes another. */
export const browser = {
  agent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
  address: '192.0.2.7',
};

export const nextHeaders = {
  headers: async () =>
    new Headers({
      origin: 'http://localhost:3000',
      'x-forwarded-for': browser.address,
      'user-agent': browser.agent,
    }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name)! } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
    delete: (name: string) => jar.delete(name),
  }),
};

export const nextIntlServer = {
  getLocale: async () => 'en-GB',
  getMessages: () => loadMessages('en'),
};

/** A new browser at an address of its own, for each test that asks, since limits count by address.
 *  @param net the first three numbers of the addresses */
export function browsersFrom(net: string): () => void {
  let serial = 0;
  return () => {
    jar.clear();
    serial += 1;
    browser.address = `${net}.${serial}`;
  };
}

const afterwards: (() => unknown)[] = [];

/** What waits for the answer to leave; `post` does it before it returns. */
export const nextServer = { after: (work: () => unknown) => void afterwards.push(work) };

export function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** What an action answered, or where it sent the browser. */
export async function post<Answer>(
  action: (previous: null, data: FormData) => Promise<Answer>,
  fields: Record<string, string>,
): Promise<{ to: string } | { answer: Answer }> {
  try {
    return { answer: await action(null, form(fields)) };
  } catch (error) {
    const [kind, , to] = String((error as { digest?: string }).digest ?? '').split(';');
    if (kind !== 'NEXT_REDIRECT' || !to) throw error;
    return { to };
  } finally {
    await Promise.all(afterwards.splice(0).map((work) => work()));
  }
}

/** The session that the jar's cookie carries. */
export const sid = async () =>
  (await decode({ token: jar.get('hifzpro-session')!, secret: process.env.NEXTAUTH_SECRET! }))?.sid as string;
