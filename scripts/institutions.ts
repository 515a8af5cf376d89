import { createTranslator } from 'next-intl';
import type pg from 'pg';
import { v7 } from 'uuid';
import { z } from 'zod';
import { requestReset } from '@/lib/account/mutations';
import { sendMail } from '@/lib/adapters/mail';
import { email } from '@/lib/core/auth/schema';
import { callAuth } from '@/lib/core/db/definers';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { normaliseName } from '@/lib/core/name';
import { routes } from '@/lib/core/routes';
import { requiredText } from '@/lib/core/text';

const zones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC');

const given = z.strictObject({
  name: requiredText(120),
  email,
  admin: requiredText(120),
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'two letters, like PK' }),
  zone: z.string().refine((zone) => zones.has(zone), { error: 'like Asia/Karachi' }),
  language: z.enum(['en', 'ur', 'ar']),
});
export type Founding = z.input<typeof given>;

/**
 * A new institution with its first admin, who gets a link by mail to set a password; whoever signs in to HifzPro already
 * keeps theirs and finds the institution among their own.
 * @param address where HifzPro is, for the link
 * @returns the link, undefined for somebody who has a password; throws a sentence that names what does not fit
 */
export async function foundInstitution(input: Founding, address: string): Promise<string | undefined> {
  const read = given.safeParse(input);
  if (!read.success)
    throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const { name, email: to, admin, country, zone, language } = read.data;
  const [user] = await callAuth<{ register_user: string }>('auth.register_user', [v7(), to, null, null]);
  const [known] = await callAuth<{ password_hash: string | null }>('auth.password_of', [to]);
  await callAuth('auth.found_institution', [
    v7(),
    name,
    null,
    country,
    zone,
    language,
    user?.register_user,
    admin,
    normaliseName(admin),
  ]);
  if (known?.password_hash) return;
  const token = await requestReset(to);
  if (!token) throw new Error(`No link could be made for ${to}`);
  const link = new URL(routes.resetLink(token), address).href;
  const t = createTranslator({
    locale: language,
    messages: await loadMessages(language),
    namespace: 'account.mails',
  });
  await sendMail({
    to,
    subject: t('founded.subject', { institution: name }),
    text: t('founded.text', { name: admin, institution: name, link }),
  });
  return link;
}

export type Institution = { name: string; status: string; country: string; since: Date };

/** @param db as hifzpro_policy */
export async function listInstitutions(db: pg.Client): Promise<Institution[]> {
  const { rows } = await db.query<Institution>(
    'SELECT name, status, country, created_at AS since FROM institutions ORDER BY lower(name), id',
  );
  return rows;
}
