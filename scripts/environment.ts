import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Server } from './postgres';

export const root = path.resolve(import.meta.dirname, '..');

const logins = {
  DATABASE_URL: 'hifzpro_app',
  AUTH_DATABASE_URL: 'hifzpro_auth',
  WORKER_DATABASE_URL: 'hifzpro_worker',
  MIGRATE_DATABASE_URL: 'hifzpro_migrate',
} as const;
export type DatabaseUrls = Record<keyof typeof logins, string>;
export const loginNames = Object.values(logins);

type Secrets = {
  superuser: string;
  logins: Record<string, string>;
  NEXTAUTH_SECRET: string;
  PASSWORD_PEPPER: string;
};

/** Secrets of an embedded demonstration or test, made once and kept beside its data. Never a default in the code. */
export function ownSecrets(dir: string): Secrets {
  const file = path.join(dir, 'secrets.json');
  if (!fs.existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url');
    const made: Secrets = {
      superuser: secret(),
      logins: Object.fromEntries(loginNames.map((name) => [name, secret()])),
      NEXTAUTH_SECRET: secret(),
      PASSWORD_PEPPER: secret(),
    };
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Secrets;
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

/** The environment of every process of the product: its databases, its secrets, its address. */
export function processEnvironment(
  urls: DatabaseUrls,
  secrets: Pick<Secrets, 'NEXTAUTH_SECRET' | 'PASSWORD_PEPPER'>,
  address: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...urls,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? secrets.NEXTAUTH_SECRET,
    PASSWORD_PEPPER: process.env.PASSWORD_PEPPER ?? secrets.PASSWORD_PEPPER,
    NEXTAUTH_URL: address,
    NEXT_TELEMETRY_DISABLED: '1',
    TSX_TSCONFIG_PATH: path.join(root, 'scripts/tsconfig.json'),
  };
}

/** Node's flags for scripts that use the product's own server code; their tsconfig resolves `server-only` to nothing. */
export const serverFlags = ['--import', 'tsx'];
