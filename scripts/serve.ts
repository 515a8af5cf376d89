import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import net from 'node:net';
import { closeDatabase, migrate, openDatabase } from './database';
import { processEnvironment, root, serverFlags } from './environment';

// The launcher: database, migrations, web server and worker in one; a child that dies is started again.
const demo = process.argv.includes('--demo');
const database = await openDatabase();
await migrate(database.urls);
const port = await firstFreePort(Number(process.env.PORT ?? 3000));
const address = process.env.NEXTAUTH_URL ?? `http://localhost:${port}`;
const env = {
  ...processEnvironment(database.urls, database.secrets, address),
  NODE_ENV: 'production' as const,
  ...(demo && { DEMO: '1' }),
};

const signIns = demo
  ? execFileSync(process.execPath, [...serverFlags, 'scripts/seed.ts'], { cwd: root, env, encoding: 'utf8' })
  : '';

let stopping = false;
const children = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
keep(['node_modules/next/dist/bin/next', 'start', '-p', String(port)]);
keep([...serverFlags, 'scripts/worker.ts']);

for (let i = 0; i < 300 && !(await answers(address)); i++) await new Promise((done) => setTimeout(done, 100));
console.log(`\nHifzPro is at ${address}`);
if (demo)
  console.log(
    `\nSign in as\n${signIns}\nOne-time codes and messages arrive at ${address}/demo/phone. Stop with Ctrl-C.\n`,
  );

function keep(args: string[]): void {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  children.add(child);
  child.on('exit', () => {
    children.delete(child);
    if (!stopping) setTimeout(() => keep(args), 1000);
  });
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const gone = [...children].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([Promise.all(gone), new Promise((done) => setTimeout(done, 10_000))]);
  await closeDatabase(database);
  process.exit(0);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
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
