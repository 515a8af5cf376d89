import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from './environment';

const ROUNDS = 4096;

/** What PostgreSQL keeps of a password. Made here, so that the password itself is in no statement and no log of the server.
 *  @param password of ASCII, as `newPassword` makes it (RFC 5802) */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

export const newPassword = () => randomBytes(24).toString('base64url');

/** The same logins with passwords of their own making. */
export const renewed = (urls: DatabaseUrls): DatabaseUrls =>
  Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      Object.assign(new URL(url), { password: newPassword() }).href,
    ]),
  ) as DatabaseUrls;

async function connected<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Each login sets its own password and then signs in with it; nobody needs a superuser.
 *  @returns the logins that were changed, before a fault stopped the rest (then with the fault) */
export async function changePasswords(
  from: DatabaseUrls,
  to: DatabaseUrls,
): Promise<{ changed: string[]; fault?: string }> {
  const changed: string[] = [];
  for (const name of Object.keys(from) as (keyof DatabaseUrls)[]) {
    const { username, password } = new URL(to[name]);
    try {
      await connected(from[name], async (db) => {
        // hifzpro_migrate begins as the owner of the tables; its password is its own.
        await db.query('SET ROLE NONE');
        const verifier = db.escapeLiteral(scramVerifier(decodeURIComponent(password)));
        await db.query(
          `ALTER ROLE ${db.escapeIdentifier(decodeURIComponent(username))} PASSWORD ${verifier}`,
        );
      });
      changed.push(name);
      await connected(to[name], (db) => db.query('SELECT 1'));
    } catch (error) {
      return { changed, fault: `${name}: ${(error as { code?: string }).code ?? 'no answer'}` };
    }
  }
  return { changed };
}
