import 'server-only';
import { createHmac } from 'node:crypto';
import { headers } from 'next/headers';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { limitsPool } from '../db/definers';
import { env } from '../env';
import { AppError } from '../errors';
import { noteSecurity } from '../security-log';

type Limit = { points: number; seconds: number };

/** Per hour and key: slowing down, not locking out; the office's own line is shared by many people. */
const limits = {
  signInAccount: { points: 10, seconds: 900 },
  signInAddress: { points: 60, seconds: 900 },
  signInKnown: { points: 10, seconds: 900 },
  codeNumber: { points: 5, seconds: 3600 },
  codeKnown: { points: 5, seconds: 3600 },
  codeAddress: { points: 30, seconds: 3600 },
  codeTry: { points: 10, seconds: 900 },
  slipTry: { points: 10, seconds: 900 },
  /** Slips that one person of an office prints. */
  slips: { points: 60, seconds: 3600 },
  resetAccount: { points: 3, seconds: 3600 },
  resetAddress: { points: 30, seconds: 3600 },
  ownPassword: { points: 10, seconds: 900 },
  factorAccount: { points: 10, seconds: 900 },
  factorAddress: { points: 60, seconds: 900 },
  passkeyAddress: { points: 60, seconds: 900 },
  factorReset: { points: 3, seconds: 3600 },
  /** What one guardian writes to the school. */
  words: { points: 120, seconds: 3600 },
  /** Devices that one person joins. */
  devices: { points: 30, seconds: 3600 },
  /** What leaves the house: many times what an office needs, few for who carries it off. */
  exports: { points: 60, seconds: 3600 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

const limiters = new Map<LimitName, RateLimiterPostgres>();

function limiter(name: LimitName): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const { points, seconds } = limits[name];
  const options = { points, duration: seconds, keyPrefix: name };
  const made = new RateLimiterPostgres({
    ...options,
    storeClient: limitsPool(),
    storeType: 'pool',
    schemaName: 'limits',
    tableName: 'bucket',
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(options),
  });
  limiters.set(name, made);
  return made;
}

/** Keys are hashed: the table of attempts names nobody, nor does a line of the log. */
export const hashed = (key: string) =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(key).digest('hex').slice(0, 32);

/** @throws AppError LIMITED with the minutes to wait */
export async function countAttempt(name: LimitName, key: string): Promise<void> {
  try {
    await limiter(name).consume(hashed(key));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    noteSecurity('limited', { where: name, account: hashed(key) });
    throw new AppError('LIMITED', 'tooManyTries', {
      params: { minutes: Math.max(1, Math.ceil(error.msBeforeNext / 60_000)) },
    });
  }
}

export async function forgiveAttempts(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(hashed(key));
}

/** The address nearest to us that a proxy vouched for; only ever a key of a limit. */
export async function callerAddress(): Promise<string> {
  const list = (await headers()).get('x-forwarded-for')?.split(',') ?? [];
  return list.at(-1)?.trim() || 'direct';
}
