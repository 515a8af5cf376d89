import 'server-only';
import { v7 } from 'uuid';
import { AppError, sqlState } from '../errors';
import { flushAudit } from './audit-queue';
import { noteAway } from './away';
import type { Prisma } from './generated/client';
import { loginChecked, openDoors, starting } from './pools';

declare const fence: unique symbol;

/** A transaction that carries a context. Nothing else reaches tenant tables: the type is the fence, the policies of
 *  the database are the wall behind it. */
export type TenantTx = Prisma.TransactionClient & { readonly [fence]: true };

/** A visit of HifzPro support: through which login it reads, and what its next transaction opens (for the trail). */
export type SupportVisit = {
  grantId: string;
  ticket: string;
  until: Date;
  write: boolean;
  /** Of the person of HifzPro. */
  name: string;
  /** Address without its search, and the permission asked for. */
  opens: { path: string; what: string };
};

/** What inTenant needs of a Scope or of a job: the signed context, and how to get a fresh one. */
export type Entrance = {
  context: string;
  renew?: () => Promise<string | undefined>;
  support?: SupportVisit | undefined;
};

const contextShape = /^[A-Za-z0-9+/=]+\.[0-9a-f]{64}\.[0-9a-f{},|-]*$/;

/** One transaction per unit of work, under the context that the database issued.
 *  @param options.timeout ms the whole unit may take (default 10 s, as statement_timeout) */
export async function inTenant<T>(
  entrance: Entrance,
  work: (tx: TenantTx) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  try {
    await ready(entrance);
    return await run(entrance, work, options);
  } catch (error) {
    // Two units waited for each other and the database gave this one up: nothing of it has happened, so it comes again,
    // once and a little later than the other.
    if (isDeadlock(error)) {
      await new Promise((done) => setTimeout(done, 20 + Math.random() * 60));
      return again(entrance, work, options);
    }
    await noteAway(error);
    // HP001: the context outlived its 30 seconds before BEGIN. Nothing has happened yet; enter again once.
    if (sqlState(error) !== 'HP001' || !entrance.renew) throw error;
    return again(entrance, work, options);
  }
}

const isDeadlock = (error: unknown) =>
  sqlState(error) === '40P01' || (error as { code?: string } | undefined)?.code === 'P2034';

/** The whole unit once more, with a context of this moment where one can be had. */
async function again<T>(
  entrance: Entrance,
  work: (tx: TenantTx) => Promise<T>,
  options: { timeout?: number },
): Promise<T> {
  const context = entrance.renew ? await entrance.renew() : entrance.context;
  if (!context) throw new AppError('UNAUTHENTICATED', 'signedOut');
  try {
    return await run({ ...entrance, context }, work, options);
  } catch (error) {
    await noteAway(error);
    throw error;
  }
}

/** A refusal of a visit, kept in the trail: what was tried, and nothing read. */
export async function noteRefusal(entrance: Entrance & { support: SupportVisit }): Promise<void> {
  await ready(entrance);
  await run(entrance, async () => undefined, {}, 'support.refused');
}

/** The login is weak enough; the door of a visit, opened a few times a month, has its client ready before the clock of
 *  its first transaction runs. */
async function ready({ support }: Entrance): Promise<void> {
  if (!support) return loginChecked();
  const { pool, prisma } = openDoors().support(support.write);
  await loginChecked(pool);
  await prisma.$connect();
}

function run<T>(
  { context, support }: Entrance,
  work: (tx: TenantTx) => Promise<T>,
  { timeout = 10_000 }: { timeout?: number },
  note: 'support.viewed' | 'support.refused' = 'support.viewed',
): Promise<T> {
  // The context goes into SQL as a literal (SET takes no parameters); its alphabet has no quote.
  if (!contextShape.test(context)) throw new AppError('UNAUTHENTICATED', 'signedOut');
  const { prisma } = support ? openDoors().support(support.write) : openDoors();
  return starting.run({ context }, () =>
    prisma.$transaction(
      (tx) =>
        starting.exit(async () => {
          // Z8: before its row in the chain the policies show a visit nothing; a failing row ends the transaction.
          if (support)
            await tx.$executeRaw`SELECT audit.note_support(${v7()}::uuid, ${note}, ${JSON.stringify(support.opens)}::jsonb)`;
          const result = await work(tx as TenantTx);
          await flushAudit(tx);
          return result;
        }),
      { timeout, maxWait: 2000 },
    ),
  );
}
