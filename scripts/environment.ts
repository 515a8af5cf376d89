import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Server } from './postgres';

export const root = path.resolve(import.meta.dirname, '..');

const logins = {
  DATABASE_URL: 'hifzpro_app',
  AUTH_DATABASE_URL: 'hifzpro_auth',
  WORKER_DATABASE_URL: 'hifzpro_worker',
  SUPPORT_DATABASE_URL: 'hifzpro_support',
  SUPPORT_WRITE_DATABASE_URL: 'hifzpro_support_write',
  LISTEN_DATABASE_URL: 'hifzpro_listen',
  MIGRATE_DATABASE_URL: 'hifzpro_migrate',
} as const;
export type DatabaseUrls = Record<keyof typeof logins, string>;
export const loginNames = Object.values(logins);

const secretNames = ['NEXTAUTH_SECRET', 'PASSWORD_PEPPER', 'MASTER_KEY', 'VAPID_KEY'] as const;
export type AppSecrets = Record<(typeof secretNames)[number], string> & { MASTER_KEY_OLD?: string };
type Secrets = AppSecrets & { superuser: string; logins: Record<string, string> };

const secretsFile = (dir: string) => path.join(dir, 'secrets.json');

/** Secrets of an embedded demonstration or test, made once and kept beside its data. Never a default in the code.
 *  @param say is told when secrets were made */
export function ownSecrets(dir: string, say: (line: string) => void = () => undefined): Secrets {
  const file = secretsFile(dir);
  const known = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secret = () => randomBytes(24).toString('base64url');
  const all: Secrets = {
    superuser: secret(),
    NEXTAUTH_SECRET: secret(),
    PASSWORD_PEPPER: secret(),
    MASTER_KEY: randomBytes(32).toString('base64'),
    VAPID_KEY: randomBytes(32).toString('base64url'),
    ...known,
    // A login or secret that a newer version brings is added to those that are there.
    logins: { ...Object.fromEntries(loginNames.map((name) => [name, secret()])), ...known.logins },
  };
  const complete =
    known.superuser && secretNames.every((name) => known[name]) && loginNames.every((l) => known.logins?.[l]);
  if (!complete) {
    keepSecrets(dir, all);
    say(`This machine made its own secrets (${path.relative(root, file)}); they are nobody's defaults.`);
  }
  return all;
}

export function keepSecrets(dir: string, secrets: Secrets): void {
  fs.mkdirSync(dir, { recursive: true });
  const file = secretsFile(dir);
  // Written whole and then put in place: a process that reads meanwhile sees the old or the new ones.
  fs.writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

export function urlsOf(server: Server, secrets: Secrets, database: string): DatabaseUrls {
  const url = (login: string) =>
    `postgresql://${login}:${secrets.logins[login]}@127.0.0.1:${server.port}/${database}`;
  return Object.fromEntries(
    Object.entries(logins).map(([name, login]) => [name, url(login)]),
  ) as DatabaseUrls;
}

/** The urls of a server of the user's own: all of them or none. */
export function urlsFromEnvironment(): DatabaseUrls | undefined {
  if (!process.env.DATABASE_URL) return;
  const missing = Object.keys(logins).filter((name) => !process.env[name]);
  if (missing.length)
    throw new Error(`DATABASE_URL is set; set ${missing.join(', ')} too (see .env.example)`);
  return Object.fromEntries(Object.keys(logins).map((name) => [name, process.env[name]!])) as DatabaseUrls;
}

/** The environment of every process of the product: its databases, its secrets, its address. What the user has set
 *  wins; `secrets` are those of the embedded database, and absent beside a server of the user's own. */
export function processEnvironment(
  urls: DatabaseUrls,
  secrets: Partial<AppSecrets>,
  address: string,
): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    [...secretNames, 'MASTER_KEY_OLD' as const].flatMap((name) =>
      process.env[name] ||
      !secrets[name] ||
      (name === 'MASTER_KEY' && (process.env.MASTER_KEY_FILE || process.env.MASTER_KEY_SOCKET))
        ? []
        : [[name, secrets[name]]],
    ),
  );
  return {
    ...process.env,
    ...urls,
    ...own,
    NEXTAUTH_URL: address,
    NEXT_TELEMETRY_DISABLED: '1',
    TSX_TSCONFIG_PATH: path.join(root, 'scripts/tsconfig.json'),
  };
}

/** Node's flags for scripts that use the product's own server code; their tsconfig resolves `server-only` to nothing. */
export const serverFlags = ['--import', 'tsx'];

/** What starts the web processes. Libraries try what a newer Node has on trial; its remark about that is no fault of
 *  ours to be logged. */
export const webFlags = [
  '--max-semi-space-size=64',
  '--disable-warning=ExperimentalWarning',
  'scripts/webs.mjs',
];
