import { createTranslator } from 'next-intl';
import { loadMessages } from '@/lib/core/i18n/load-messages';

/** What a request carries, in memory: cookies that last from call to call, headers of our own page. */
export const jar = new Map<string, string>();

export const nextHeaders = {
  headers: async () => new Headers({ origin: 'http://localhost:3000', 'x-forwarded-for': '192.0.2.7' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name)! } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
    delete: (name: string) => jar.delete(name),
  }),
};

export const nextIntlServer = {
  getTranslations: async (namespace: 'auth') =>
    createTranslator({ locale: 'en-GB', messages: await loadMessages('en'), namespace }),
};

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
  }
}
