import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { readEnv, settingNames } from '@/lib/core/env';
import { root } from '@/scripts/environment';

const url = 'postgresql://a:b@localhost:5432/hifzpro';
const given = {
  NODE_ENV: 'production',
  DATABASE_URL: url,
  AUTH_DATABASE_URL: url,
  WORKER_DATABASE_URL: url,
  SUPPORT_DATABASE_URL: url,
  SUPPORT_WRITE_DATABASE_URL: url,
  LISTEN_DATABASE_URL: url,
  NEXTAUTH_URL: 'https://app.example.org',
  NEXTAUTH_SECRET: 's'.repeat(32),
  PASSWORD_PEPPER: 'p'.repeat(32),
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
} as const;
const faultsOf = (settings: object) => {
  try {
    readEnv(settings as NodeJS.ProcessEnv);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the environment', () => {
  test('complete, it is read; what is left out has its default, and an empty line counts as left out', () => {
    expect(readEnv({ ...given, SMTP_URL: '', DEMO: '' })).toMatchObject({
      DEMO: '0',
      DATABASE_POOL: 10,
      MASTER_KEY_OLD: [],
    });
  });

  test('every fault is told at once, with what to do, and no value is repeated', () => {
    const message = faultsOf({
      ...given,
      DATABASE_URL: 'mysql://canary',
      AUTH_DATABASE_URL: undefined,
      NEXTAUTH_SECRET: 'canary',
      MASTER_KEY: 'canary',
      SMTP_URL: 'canary',
      DATABASE_POOL: '0',
      DEMO: 'canary',
    });
    for (const name of [
      'DATABASE_URL',
      'AUTH_DATABASE_URL',
      'NEXTAUTH_SECRET',
      'MASTER_KEY',
      'SMTP_URL',
      'MAIL_FROM',
      'DATABASE_POOL',
      'DEMO',
    ])
      expect(message).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(message).toContain('openssl rand');
    expect(message).toContain('.env.example');
    expect(message).not.toContain('canary');
  });

  test.each(['NEXTAUTH_SECRET', 'PASSWORD_PEPPER', 'MASTER_KEY', 'DATABASE_URL', 'SUPPORT_DATABASE_URL'])(
    'there is no default for %s',
    (name) =>
      expect(faultsOf({ ...given, [name]: undefined })).toMatch(new RegExp(`^ {2}${name} is missing`, 'm')),
  );

  test('a database on another machine is spoken to enciphered and by a checked certificate, or nothing starts', () => {
    const at = (host: string, query = '') => `postgresql://a:b@${host}/hifzpro${query}`;
    const refused = [
      at('db.internal:5432'),
      at('10.0.0.5'),
      at('localhost.example.org'),
      at('127.example.org'),
      at('[2001:db8::1]:5432'),
      at('localhost', '?host=db.internal'),
      ...['disable', 'prefer', 'require', 'verify-ca', 'no-verify'].map((mode) =>
        at('db.internal', `?sslmode=${mode}`),
      ),
      at('db.internal', '?sslmode=verify-full&sslmode=no-verify'),
    ];
    const taken = [
      at('localhost:5432'),
      at('127.0.0.1:5432'),
      at('[::1]:5432'),
      at('%2Fvar%2Frun%2Fpostgresql'),
      at('', '?host=/var/run/postgresql'),
      at('db.internal', '?sslmode=verify-full'),
      at('db.internal', '?sslmode=verify-full&sslrootcert=/etc/ca.pem'),
    ];
    const names = ['DATABASE_URL', 'AUTH_DATABASE_URL', 'WORKER_DATABASE_URL', 'SUPPORT_DATABASE_URL'];
    for (const name of [...names, 'SUPPORT_WRITE_DATABASE_URL', 'MIGRATE_DATABASE_URL']) {
      const faults = (address: string) => {
        try {
          readEnv({ ...given, MIGRATE_DATABASE_URL: url, [name]: address }, { launcher: true });
        } catch (error) {
          return (error as Error).message;
        }
        return '';
      };
      for (const address of refused)
        expect(faults(address), address).toContain(`${name} names another machine: put sslmode=verify-full`);
      for (const address of taken) expect(faults(address), address).toBe('');
    }
    // What pg makes of it: the certificate is checked, and its name.
    const client = new pg.Client(at('db.internal', '?sslmode=verify-full'));
    expect(client).toHaveProperty('ssl', {});
  });

  test('the address that people type is https, but on this machine and for a demonstration', () => {
    const plain = { ...given, NEXTAUTH_URL: 'http://app.example.org' };
    expect(faultsOf(plain)).toContain('NEXTAUTH_URL must be https');
    expect(faultsOf({ ...plain, DEMO: '1' })).toBe('');
    expect(faultsOf({ ...given, NEXTAUTH_URL: 'http://localhost:3000' })).toBe('');
  });

  test('nothing switches off that a certificate is checked', () => {
    const off = /rejectUnauthorized|checkServerIdentity|NODE_TLS_REJECT|sslmode=(?!verify-full)|no-verify/;
    const files = ['lib', 'app', 'scripts'].flatMap((top) =>
      fs
        .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
        .map((file) => path.join(top, file)),
    );
    expect(files.filter((file) => off.test(fs.readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  test('a master key may lie in a file, and former ones stand beside it', () => {
    const { MASTER_KEY, ...rest } = given;
    expect(
      readEnv({
        ...rest,
        MASTER_KEY_FILE: '/run/secrets/key',
        MASTER_KEY_OLD: `${MASTER_KEY}, ${MASTER_KEY}`,
      }),
    ).toMatchObject({
      MASTER_KEY_OLD: [MASTER_KEY, MASTER_KEY],
    });
    expect(faultsOf({ ...given, MASTER_KEY_OLD: 'short' })).toContain('MASTER_KEY_OLD each must be 32 bytes');
  });

  test('the launcher also needs the login that migrates, and nobody else does', () => {
    expect(() => readEnv(given)).not.toThrow();
    expect(() => readEnv(given, { launcher: true })).toThrow('MIGRATE_DATABASE_URL is missing');
  });

  test('.env.example names every setting and no other', () => {
    const named = fs
      .readFileSync(path.join(root, '.env.example'), 'utf8')
      .split('\n')
      .flatMap((line) => /^# ?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect([...new Set(named)].sort()).toEqual([...settingNames, 'MIGRATE_DATABASE_URL'].sort());
  });

  test('every setting that the code reads is known to it or to the tools around it', () => {
    const known = new Set([
      ...settingNames,
      'MIGRATE_DATABASE_URL',
      'NODE_ENV',
      'NEXT_DIST',
      'HIFZPRO_DATA',
      'MIGRATIONS',
      'SCAN_MINUTES',
    ]);
    const read = ['lib', 'app', 'components', 'middleware.ts', 'scripts'].flatMap((top) => {
      const at = path.join(root, top);
      const files = fs.statSync(at).isDirectory()
        ? fs.readdirSync(at, { recursive: true, encoding: 'utf8' }).map((file) => path.join(at, file))
        : [at];
      return files
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/generated|test\.mjs$|\.d\.m?ts$/.test(file))
        .flatMap((file) =>
          [...fs.readFileSync(file, 'utf8').matchAll(/process\.env\.([A-Z_]+)/g)].map((m) => m[1]!),
        );
    });
    expect(read.filter((name) => !known.has(name))).toEqual([]);
  });
});
