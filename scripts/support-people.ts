import { createTranslator } from 'next-intl';
import type pg from 'pg';
import { v7 } from 'uuid';
import { requestReset } from '@/lib/account/mutations';
import { type Mail, sendMail } from '@/lib/adapters/mail';
import { email as emailShape } from '@/lib/core/auth/schema';
import { callAuth } from '@/lib/core/db/definers';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';

type Known = { id: string; password: boolean; phone: boolean; staff: boolean };

async function findUser(db: pg.Client, email: string): Promise<Known | undefined> {
  const { rows } = await db.query<Known>(
    `SELECT u.id, u.password_hash IS NOT NULL AS password, u.phone IS NOT NULL AS phone, p.user_id IS NOT NULL AS staff
     FROM users u LEFT JOIN support_staff p ON p.user_id = u.id WHERE u.email = $1`,
    [email],
  );
  return rows[0];
}

async function letter(to: string, name: string, link: string): Promise<Mail> {
  const t = createTranslator({
    locale: intlTag('en', 'latn'),
    messages: await loadMessages('en'),
    namespace: 'account.mails',
  });
  return { to, subject: t('joined.subject'), text: t('joined.text', { name, link }) };
}

const readAddress = (text: string) => {
  const read = emailShape.safeParse(text);
  if (!read.success) throw new Error(`${text} is no e-mail address`);
  return read.data;
};

/**
 * Takes someone into HifzPro's own staff. They begin without a password: a link by mail lets them set it, and the first
 * sign-in asks for a second factor. An address that already opens something of its own is refused: its password and
 * factors may be another's, who once accepted an invitation under it.
 * @param db as hifzpro_policy
 * @returns the link, undefined for one of HifzPro's who comes back with the password they have
 */
export async function addPerson(
  db: pg.Client,
  given: { email: string; name: string; address: string },
): Promise<string | undefined> {
  const email = readAddress(given.email);
  const name = given.name.trim();
  if (!name || name.length > 120) throw new Error('A name of 1 to 120 letters is needed');
  const known = await findUser(db, email);
  if (known && !known.staff && (known.password || known.phone))
    throw new Error(`${email} signs in to HifzPro already; its staff need an address of their own`);
  const [user] = await callAuth<{ register_user: string }>('auth.register_user', [v7(), email, null, null]);
  const [row] = await callAuth<{ add_support_staff: boolean }>('auth.add_support_staff', [
    user?.register_user,
    name,
  ]);
  if (!row?.add_support_staff) throw new Error(`${email} has a place in an institution`);
  if (known?.password) return;
  const token = await requestReset(email);
  if (!token) throw new Error(`No link could be made for ${email}`);
  const link = new URL(routes.resetLink(token), given.address).href;
  await sendMail(await letter(email, name, link));
  return link;
}

/** Takes someone out again: every session of theirs and every visit ends the same moment.
 *  @returns whether they were of HifzPro */
export async function endPerson(db: pg.Client, text: string): Promise<boolean> {
  const known = await findUser(db, readAddress(text));
  if (!known?.staff) return false;
  await callAuth('auth.end_support_staff', [known.id]);
  return true;
}

export type Person = { email: string; name: string; since: Date; ended: Date | null; password: boolean };

export async function listPeople(db: pg.Client): Promise<Person[]> {
  const { rows } = await db.query<Person>(
    `SELECT u.email, p.name, p.created_at AS since, p.ended_at AS ended, u.password_hash IS NOT NULL AS password
     FROM support_staff p JOIN users u ON u.id = p.user_id ORDER BY p.ended_at NULLS FIRST, p.name`,
  );
  return rows;
}
