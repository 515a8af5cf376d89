import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from '@/lib/core/i18n/namespaces';

/** Sends the client components inside only the namespaces they name; the catalogue as a whole stays here. */
export async function Messages({ namespaces, children }: { namespaces: Namespace[]; children: ReactNode }) {
  const all = await getMessages();
  const chosen = Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]));
  return <NextIntlClientProvider messages={chosen}>{children}</NextIntlClientProvider>;
}
