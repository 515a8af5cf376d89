import 'server-only';
import { AppError, sqlState } from '../errors';
import type { Prisma } from './generated/client';
import { loginChecked, openDoors, starting } from './pools';

declare const fence: unique symbol;

/** A transaction that carries a context. Nothing else reaches tenant tables: the type is the fence, the policies of
 *  the database are the wall behind it. */
export type TenantTx = Prisma.TransactionClient & { readonly [fence]: true };

/** What inTenant needs of a Scope or of a job: the signed context, and how to get a fresh one. */
export type Entrance = { context: string; renew?: () => Promise<string | undefined> };

const contextShape = /^[A-Za-z0-9+/=]+\.[0-9a-f]{64}$/;

/** One transaction per unit of work, under the context that the database issued.
 *  @param options.timeout ms the whole unit may take (default 10 s, as statement_timeout) */
export async function inTenant<T>(
  entrance: Entrance,
  work: (tx: TenantTx) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  await loginChecked();
  try {
    return await run(entrance.context, work, options);
  } catch (error) {
    // HP001: the context outlived its 30 seconds before BEGIN. Nothing has happened yet; enter again once.
    if (sqlState(error) !== 'HP001' || !entrance.renew) throw error;
    const context = await entrance.renew();
    if (!context) throw new AppError('UNAUTHENTICATED', 'signedOut');
    return run(context, work, options);
  }
}

function run<T>(
  context: string,
  work: (tx: TenantTx) => Promise<T>,
  { timeout = 10_000 }: { timeout?: number },
): Promise<T> {
  // The context goes into SQL as a literal (SET takes no parameters); its alphabet has no quote.
  if (!contextShape.test(context)) throw new AppError('UNAUTHENTICATED', 'signedOut');
  return starting.run({ context }, () =>
    openDoors().prisma.$transaction((tx) => starting.exit(() => work(tx as TenantTx)), {
      timeout,
      maxWait: 2000,
    }),
  );
}
