import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { readEnv } from '@/lib/core/env';
import { toAppError } from '@/lib/core/errors';
import { closeDatabase, type Database, migrate, openDatabase, reviveDatabase } from './database';
import { processEnvironment, root, serverFlags, webFlags } from './environment';
import { sealPlainValues } from './plain-values';
import { shipAddress, shipTo } from './ship-log';

// The launcher: database, migrations, web server and worker in one; a child that dies is started again.
const demo = process.argv.includes('--demo');
const port = await firstFreePort(Number(process.env.PORT || 3000));
const address = process.env.NEXTAUTH_URL || `http://localhost:${port}`;
// A database of the user's own: everything comes from the environment, and its faults are told before anything starts.
if (process.env.DATABASE_URL) check({ ...process.env, NEXTAUTH_URL: address }, true);
if (!fs.existsSync(path.join(root, process.env.NEXT_DIST ?? '.next', 'BUILD_ID')))
  fail('There is no build yet: run `npx next build` first (`npm run demo` does so by itself).');

const database = await openDatabase();
const env = childEnvironment(database);
check(env, false);

// The lines of every process also go where LOG_SHIP says: nobody who runs the web processes can change them there.
const ship = env.LOG_SHIP ? shipTo(addressOf(env.LOG_SHIP)) : undefined;

let stopping = false;
type Kept = { child?: ChildProcess };
const kept = new Set<Kept>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

let migrated = false;
// The web server stands before the database does: whoever comes early gets 503 and a page, not a closed door.
const web = keep(webFlags, (child) => {
  if (migrated) child.send('migrated');
});
await migrateWhenPossible();
const signIns = demo
  ? execFileSync(process.execPath, [...serverFlags, 'scripts/seed.ts'], { cwd: root, env, encoding: 'utf8' })
  : '';
await sealPlainValues({ ...env, MIGRATE_DATABASE_URL: database.urls.MIGRATE_DATABASE_URL });
migrated = true;
if (web.child?.connected) web.child.send('migrated');
keep([...serverFlags, 'scripts/worker.ts']);
void attend();

for (let i = 0; i < 600 && !(await answers(`http://localhost:${port}/api/ready`)); i++)
  await new Promise((done) => setTimeout(done, 100));
console.log(`\nHifzPro is at ${address}`);
if (demo)
  console.log(
    `\nSign in as\n${signIns}\nOne-time codes and messages arrive at ${address}/demo/phone, the office's second codes at ${address}/demo/authenticator. Stop with Ctrl-C.\n`,
  );

function childEnvironment({ urls, secrets }: Database): NodeJS.ProcessEnv {
  const all: NodeJS.ProcessEnv = {
    ...processEnvironment(urls, secrets, address),
    NODE_ENV: 'production',
    PORT: String(port),
    ...(demo && { DEMO: '1', LOG_LEVEL: process.env.LOG_LEVEL || 'warn' }),
  };
  // What serves people cannot change tables.
  delete all.MIGRATE_DATABASE_URL;
  return all;
}

function check(given: NodeJS.ProcessEnv, launcher: boolean): void {
  try {
    readEnv(given, { launcher });
  } catch (error) {
    fail((error as Error).message);
  }
}

function addressOf(text: string) {
  try {
    return shipAddress(text);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** A database that is away for now is waited for; any other fault of a migration is told and ends the launcher. */
async function migrateWhenPossible(): Promise<void> {
  for (let told = false; !stopping; told = true) {
    try {
      await migrate(database.urls);
      return;
    } catch (error) {
      if (toAppError(error).code !== 'UPSTREAM') {
        await stop(error);
        return;
      }
      if (!told) console.error('The database does not answer yet; waiting for it.');
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

/** An embedded server is this launcher's to look after: one that was killed comes again, and with it the rest. */
async function attend(): Promise<void> {
  while (!stopping) {
    await new Promise((done) => setTimeout(done, 500));
    // Its last processes may still be going; then the next look finds them gone.
    if (!stopping)
      await reviveDatabase(database).then(
        (died) => died && console.error('The embedded database had died and was started again.'),
        () => undefined,
      );
  }
}

/** Starts a process and starts it again when it ends; one that does not live long waits longer each time. */
function keep(args: string[], told: (child: ChildProcess) => void = () => undefined): Kept {
  const one: Kept = {};
  kept.add(one);
  let pause = 500;
  const start = () => {
    const began = Date.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      // Over the fourth a child also learns that its launcher is gone.
      stdio: ['ignore', ship ? 'pipe' : 'inherit', ship ? 'pipe' : 'inherit', 'ipc'],
    });
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      from?.on('data', (chunk: Buffer) => {
        to.write(chunk);
        ship?.write(chunk);
      });
    one.child = child;
    child.on('message', () => told(child));
    child.on('exit', () => {
      pause = Date.now() - began > 10_000 ? 500 : Math.min(pause * 2, 8000);
      if (!stopping) setTimeout(start, pause);
    });
  };
  start();
  return one;
}

async function stop(fault?: unknown): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (fault) console.error(fault);
  const living = [...kept].flatMap(({ child }) =>
    child && child.exitCode === null && child.signalCode === null ? child : [],
  );
  const gone = living.map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of living) child.kill('SIGTERM');
  // Requests and jobs in hand are finished; what has not ended by then is ended.
  await Promise.race([Promise.all(gone), new Promise((done) => setTimeout(done, 25_000))]);
  for (const child of living) child.kill('SIGKILL');
  await closeDatabase(database);
  await ship?.end();
  process.exit(fault ? 1 : 0);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    ({ status }) => status < 500,
    () => false,
  );
}

async function firstFreePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + 20; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, () => probe.close(() => resolve(true)));
    });
    if (free) return port;
    console.log(`Port ${port} is taken.`);
  }
  throw new Error(`no free port from ${wished} on`);
}
