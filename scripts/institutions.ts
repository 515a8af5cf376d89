import { createTranslator } from 'next-intl';
import type pg from 'pg';
import { v7 } from 'uuid';
import { z } from 'zod';
import { requestReset } from '@/lib/account/mutations';
import { sendMail } from '@/lib/adapters/mail';
import { email } from '@/lib/core/auth/schema';
import { callAuth } from '@/lib/core/db/definers';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag } from '@/lib/core/i18n/locale';
import { normaliseName } from '@/lib/core/name';
import { routes } from '@/lib/core/routes';
import { requiredText } from '@/lib/core/text';

const zones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC');

const given = z.strictObject({
  name: requiredText(120),
  email,
  admin: requiredText(120),
  country: z.string().regex(/^[A-Z]{2}$/),
  zone: z.string().refine((zone) => zones.has(zone)),
  language: z.enum(['en', 'ur', 'ar']),
});
export type Founding = Record<keyof z.input<typeof given>, string>;

/** What each part must be, as a person is told who typed something else. */
const wanted: Record<keyof Founding, (typed: string) => string> = {
  name: () => "The institution's name has 1 to 120 letters, on one line.",
  email: (typed) => `“${typed}” is not an e-mail address. It looks like office@example.org.`,
  admin: () => "The admin's name has 1 to 120 letters, on one line.",
  country: (typed) => `“${typed}” is not a country. Write its two capital letters, like PK.`,
  zone: (typed) => `“${typed}” is not a time zone. Write it like Asia/Karachi.`,
  language: (typed) => `“${typed}” is not a language of HifzPro. Choose en, ur or ar.`,
};

function read(input: Founding): z.output<typeof given> {
  const { success, data, error } = given.safeParse(input);
  if (success) return data;
  const wrong = new Set(error.issues.map(({ path }) => path[0] as keyof Founding));
  throw new Error([...wrong].map((part) => wanted[part](input[part].slice(0, 80))).join('\n'));
}

type Known = { password: boolean; staff: boolean; institutions: string[] };

/** @returns what an address opens already: whether it is of HifzPro's own staff, and where it is admin */
async function whatOpens(db: pg.Client, address: string): Promise<Known> {
  const { rows } = await db.query<Known>(
    `SELECT u.password_hash IS NOT NULL AS password,
       EXISTS (SELECT 1 FROM support_staff p WHERE p.user_id = u.id AND p.ended_at IS NULL) AS staff,
       ARRAY(SELECT i.name FROM memberships m JOIN institutions i ON i.id = m.institution_id
             WHERE m.user_id = u.id AND m.role = 'admin' AND m.ended_at IS NULL) AS institutions
     FROM users u WHERE u.email = $1`,
    [address],
  );
  return rows[0] ?? { password: false, staff: false, institutions: [] };
}

async function sendLink(
  { email: to, admin, name, language }: z.output<typeof given>,
  address: string,
): Promise<string> {
  const token = await requestReset(to);
  if (!token) throw new Error(`No link could be made for ${to}`);
  const link = new URL(routes.resetLink(token), address).href;
  const t = createTranslator({
    locale: intlTag(language, 'latn'),
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

/**
 * A new institution with its first admin, who gets a link by mail to set a password; whoever signs in to HifzPro already
 * keeps theirs and finds the institution among their own. Run again, it founds nothing: an admin without a password gets
 * a fresh link. HifzPro's own staff are refused: no membership of theirs counts, and the institution would have nobody.
 * @param db as hifzpro_policy
 * @param address where HifzPro is, for the link
 * @returns the link, undefined for somebody who has a password; throws sentences that say what does not fit
 */
export async function foundInstitution(
  db: pg.Client,
  input: Founding,
  address: string,
): Promise<{ founded: boolean; link?: string }> {
  const founding = read(input);
  const { name, email: to, admin, country, zone, language } = founding;
  // Two runs at once are one after the other: the second finds what the first founded.
  await db.query("SELECT pg_advisory_lock(hashtextextended('institution of ' || $1, 0))", [to]);
  try {
    const known = await whatOpens(db, to);
    if (known.staff)
      throw new Error(
        `${to} belongs to HifzPro's own staff, who are nobody's admin. Give an address of the institution.`,
      );
    const founded = !known.institutions.some((one) => normaliseName(one) === normaliseName(name));
    if (founded) {
      const [user] = await callAuth<{ register_user: string }>('auth.register_user', [v7(), to, null, null]);
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
    }
    return known.password ? { founded } : { founded, link: await sendLink(founding, address) };
  } finally {
    await db.query("SELECT pg_advisory_unlock(hashtextextended('institution of ' || $1, 0))", [to]);
  }
}

export type Institution = { name: string; status: string; country: string; since: Date };

/** @param db as hifzpro_policy */
export async function listInstitutions(db: pg.Client): Promise<Institution[]> {
  const { rows } = await db.query<Institution>(
    'SELECT name, status, country, created_at AS since FROM institutions ORDER BY lower(name), id',
  );
  return rows;
}
