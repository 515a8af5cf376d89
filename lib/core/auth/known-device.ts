import 'server-only';
import { createHmac } from 'node:crypto';
import { cookies } from 'next/headers';
import { v7 } from 'uuid';
import { env } from '../env';
import { openToken, sealToken } from './jwt';
import { cookieOptions, knownCookieName } from './token';

const salt = 'known-device';
const seconds = 180 * 24 * 60 * 60;
const MOST_ACCOUNTS = 5;

/** What a browser may say of itself: its own number, and whom it has signed in, as hashes. Opens nothing by itself. */
type Known = { device: string; accounts: string[] };

const mark = (account: string) =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`known ${account}`).digest('base64url').slice(0, 22);

async function read(): Promise<Known | undefined> {
  const token = await openToken((await cookies()).get(knownCookieName())?.value, salt);
  return typeof token?.device === 'string' && Array.isArray(token.accounts)
    ? { device: token.device, accounts: token.accounts as string[] }
    : undefined;
}

/** The number of this browser, if it has signed this account in before: its tries are counted apart from a stranger's,
 *  so that nobody locks an owner out by guessing (S2).
 *  @param account an e-mail address or a number, as it is typed to sign in */
export async function knownDevice(account: string): Promise<string | undefined> {
  const known = await read();
  return known?.accounts.includes(mark(account)) ? known.device : undefined;
}

/** After the account was proven in this browser. */
export async function rememberDevice(account: string): Promise<void> {
  const { device, accounts } = (await read()) ?? { device: v7(), accounts: [] };
  const kept = [mark(account), ...accounts.filter((one) => one !== mark(account))].slice(0, MOST_ACCOUNTS);
  const value = await sealToken({ device, accounts: kept }, seconds, salt);
  (await cookies()).set(knownCookieName(), value, { ...cookieOptions(), maxAge: seconds });
}
