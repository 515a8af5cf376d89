import { PrismaPg } from '@prisma/adapter-pg';
import { callAuth } from '@/lib/core/db/definers';
import type { Prisma } from '@/lib/core/db/generated/client';
import { PrismaClient } from '@/lib/core/db/generated/client';
import { openDoors } from '@/lib/core/db/pools';
import { inTenant } from '@/lib/core/db/tenant';

// What the walls cost: a page of four queries, entered by auth.enter and cut by policies, beside the same transaction of
// a login that nothing holds. The two take turns, so that a noisy moment falls on both. Run by run.ts in its own process.
const [superuser, sessions] = [process.argv[2]!, process.argv[3]!.split(',')];
const unguarded = new PrismaClient({ adapter: new PrismaPg({ connectionString: superuser, max: 10 }) });
openDoors();

async function page(tx: Prisma.TransactionClient, institutionId: string) {
  await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE' },
    orderBy: { sortName: 'asc' },
    take: 25,
  });
  await tx.student.count({ where: { institutionId, status: 'ACTIVE' } });
  await tx.halqa.findMany({ where: { institutionId } });
  await tx.campus.findMany({ where: { institutionId } });
}

type Entered = { context: string; institution_id: string };
const institutions = new Map<string, string>();
async function walled(session: string) {
  const [entered] = await callAuth<Entered>('auth.enter', [session]);
  if (!entered) throw new Error('a session of the bench is over');
  institutions.set(session, entered.institution_id);
  await inTenant(entered, (tx) => page(tx, entered.institution_id));
}
const bare = (session: string) => unguarded.$transaction((tx) => page(tx, institutions.get(session)!));

/** @returns ms each took */
async function round(
  work: (session: string) => Promise<unknown>,
  times: number,
  at: number,
): Promise<number[]> {
  const taken: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: at }, async () => {
      while (next < times) {
        const session = sessions[next++ % sessions.length]!;
        const began = performance.now();
        await work(session);
        taken.push(performance.now() - began);
      }
    }),
  );
  return taken;
}

for (const at of [1, 16]) {
  await round(walled, 200, at);
  await round(bare, 200, at);
  const taken = { walled: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn < 10; turn++) {
    taken.bare.push(...(await round(bare, 60, at)));
    taken.walled.push(...(await round(walled, 60, at)));
  }
  const sum = (all: number[]) => all.reduce((one, other) => one + other, 0);
  const half = (all: number[]) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)]!;
  console.log(
    JSON.stringify({
      concurrency: at,
      'unguarded p50 ms': half(taken.bare).toFixed(1),
      'with walls p50 ms': half(taken.walled).toFixed(1),
      ratio: (sum(taken.walled) / sum(taken.bare)).toFixed(2),
    }),
  );
}
process.exit(0);
