import { z } from 'zod';

/** What does not leave this machine: a loopback address, or a socket (no host, or one that is a path). */
const isHere = (host: string) => host === '' || /^(localhost$|127(\.\d+){3}$|\[::1\]$|\/|%2F)/i.test(host);

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** To a database on another machine everything travels enciphered, and to that machine only: pg then checks the
 *  certificate and its name. @returns what is wrong with the address, undefined when nothing is */
export function databaseFault(address: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(address))
    return 'must look like postgresql://login:password@host:5432/hifzpro';
  // Without a host, as for a socket, it is no URL; pg reads it so as well.
  const url = urlOf(address.replace('@/', '@localhost/'));
  // The query's host wins over the one that stands first (pg reads it so).
  const hosts = url ? [url.hostname, ...url.searchParams.getAll('host')] : ['unreadable'];
  const modes = url?.searchParams.getAll('sslmode') ?? [];
  if (hosts.every(isHere) || (modes.length === 1 && modes[0] === 'verify-full')) return;
  return 'names another machine: put sslmode=verify-full into it (…/hifzpro?sslmode=verify-full, and sslrootcert=/path/ca.pem where the certificate is of a CA of your own)';
}

const postgres = z.string('is missing').superRefine((address, ctx) => {
  const fault = databaseFault(address);
  if (fault) ctx.addIssue({ code: 'custom', message: fault });
});

/** Plain http only where it does not leave this machine, or shows nothing but a demonstration. */
const publicAddress = (given: NodeJS.ProcessEnv): [string, string][] => {
  const url = urlOf(given.NEXTAUTH_URL ?? '');
  const plain = url?.protocol === 'http:' && !isHere(url.hostname) && given.DEMO !== '1';
  return plain ? [['NEXTAUTH_URL', 'must be https, or of this machine, or of a demonstration (DEMO=1)']] : [];
};
const secret = z.string('is missing').min(24, 'needs at least 24 characters');
const isMasterKey = (text: string) => Buffer.from(text, 'base64').length === 32;
const masterKey = z.string().refine(isMasterKey, 'must be 32 bytes in base64');
/** Of a provider: https, or this machine (a fake of the tests). Each institution brings its own credentials to it. */
const provider = (standard: string) =>
  z
    .url('must be an address')
    .refine((text) => {
      const url = urlOf(text);
      return url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere(url.hostname));
    }, 'must be https, or of this machine')
    .transform((text) => text.replace(/\/+$/, ''))
    .default(standard);
const number = (least: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`);

/** What a setting is for and how one comes by it: said beside each fault. */
const advice: Record<string, string> = {
  DATABASE_URL: 'the login hifzpro_app; prisma/sql/00-roles.sql makes it',
  AUTH_DATABASE_URL: 'the login hifzpro_auth of the same database',
  WORKER_DATABASE_URL: 'the login hifzpro_worker of the same database',
  SUPPORT_DATABASE_URL: 'the login hifzpro_support of the same database',
  SUPPORT_WRITE_DATABASE_URL: 'the login hifzpro_support_write of the same database',
  LISTEN_DATABASE_URL: 'the login hifzpro_listen of the same database',
  MIGRATE_DATABASE_URL: 'the login hifzpro_migrate of the same database, for the launcher alone',
  NEXTAUTH_URL: 'the address that people type, e.g. https://app.example.org',
  NEXTAUTH_SECRET: 'make one with: openssl rand -base64 32',
  PASSWORD_PEPPER: 'make one with: openssl rand -base64 32, and never change it: it voids every password',
  MASTER_KEY: 'make one with: openssl rand -base64 32, and keep a copy where the database is not',
  MASTER_KEY_FILE: 'a file that holds the master key and that this process can read',
  MASTER_KEY_SOCKET: 'the whole path where npm run keys:helper listens',
  MASTER_KEY_OLD:
    'the former master keys, separated by commas, until npm run keys:rotate -- --master has run',
  SMTP_URL: 'e.g. smtps://user:password@mail.example.org',
  MAIL_FROM: 'the sender, e.g. HifzPro <no-reply@example.org>',
  DEMO: '1 shows codes and messages on /demo pages; leave it out elsewhere',
  META_BASE_URL: 'where the WhatsApp Cloud API is, without the version; leave it out',
  META_API_VERSION: 'e.g. v23.0; leave it out',
  ULTRAMSG_BASE_URL: 'where UltraMsg is; leave it out',
  CODE_META_NUMBER_ID: 'of HifzPro’s own number at Meta, from WhatsApp, API setup',
  CODE_META_TOKEN: 'a permanent token of a system user who may send from that number',
  CODE_META_TEMPLATE: 'the name of an approved template of the category AUTHENTICATION',
  VAPID_KEY: 'make one with: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
  PUSH_SERVICE: 'of the tests; leave it out',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, silent',
};

const Env = z.object({
  DATABASE_URL: postgres,
  AUTH_DATABASE_URL: postgres,
  WORKER_DATABASE_URL: postgres,
  SUPPORT_DATABASE_URL: postgres,
  SUPPORT_WRITE_DATABASE_URL: postgres,
  /** Hears of changes (LISTEN) and can read nothing. */
  LISTEN_DATABASE_URL: postgres,
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be a http or https address' }),
  NEXTAUTH_SECRET: secret,
  PASSWORD_PEPPER: secret,
  /** Wraps the data keys of the vault; or the file that holds it. The old ones only open. */
  MASTER_KEY: masterKey.optional(),
  MASTER_KEY_FILE: z.string().optional(),
  /** Where a key helper listens (npm run keys:helper, or one that speaks to a KMS); the key itself is not given here. */
  MASTER_KEY_SOCKET: z.string().regex(/^\//, 'must be the whole path of a socket').optional(),
  MASTER_KEY_OLD: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((key) => key.trim() || []))
    .refine((keys) => keys.every(isMasterKey), 'each must be 32 bytes in base64'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must look like smtp://host or smtps://host')
    .optional(),
  MAIL_FROM: z.string().regex(/@/, 'must hold an e-mail address').optional(),
  /** A demonstration shows one-time codes and texts on /demo/phone instead of sending them. */
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
  META_BASE_URL: provider('https://graph.facebook.com'),
  META_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v23.0')
    .default('v23.0'),
  ULTRAMSG_BASE_URL: provider('https://api.ultramsg.com'),
  /** HifzPro's own number at Meta, which sends one-time codes; no institution's. */
  CODE_META_NUMBER_ID: z
    .string()
    .regex(/^\d{5,25}$/, 'must be the digits of a phone number id')
    .optional(),
  CODE_META_TOKEN: z.string().min(8, 'is too short').optional(),
  /** Of the category AUTHENTICATION, approved in en, ur and ar. */
  CODE_META_TEMPLATE: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'must be a name as Meta takes it')
    .default('hifzpro_sign_in_code'),
  /** Signs what goes to push services; without it no device is told. The private half of a P-256 pair. */
  VAPID_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64url').length === 32, 'must be 32 bytes in base64url')
    .optional(),
  /** One more push service: a fake of the tests. */
  PUSH_SERVICE: z
    .url('must be an address')
    .refine((text) => isHere(urlOf(text)?.hostname ?? 'unreadable'), 'must be of this machine')
    .optional(),
  DATABASE_POOL: number(1, 100).default(10),
  /** Of the launcher; as many as there are cores, four at most, unless told. */
  WEB_PROCESSES: number(1, 64).optional(),
  /** The browser that prints; found by itself where distributions put it. */
  CHROMIUM_PATH: z.string().optional(),
  /** Times the usual pace of a sign-in (lib/core/auth/pace.ts); 0 counts nothing. */
  PACE: number(0, 1000).default(1),
  PORT: number(1, 65_535).default(3000),
  /** Of the launcher: where the lines of the log also go. */
  LOG_SHIP: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'is not a level').default('info'),
});
export type Env = z.infer<typeof Env>;

/** Faults between settings; apart from the schema, so that they are told together with the others. */
function betweenSettings(given: NodeJS.ProcessEnv): [string, string][] {
  return [
    ...publicAddress(given),
    ...(!given.MASTER_KEY && !given.MASTER_KEY_FILE && !given.MASTER_KEY_SOCKET
      ? [['MASTER_KEY', 'is missing (or set MASTER_KEY_FILE or MASTER_KEY_SOCKET)'] as [string, string]]
      : []),
    ...(given.SMTP_URL && !given.MAIL_FROM
      ? [['MAIL_FROM', 'is missing, though SMTP_URL is set'] as [string, string]]
      : []),
    ...(given.CODE_META_NUMBER_ID && !given.CODE_META_TOKEN
      ? [['CODE_META_TOKEN', 'is missing, though CODE_META_NUMBER_ID is set'] as [string, string]]
      : []),
  ];
}

const migratingFaults = (address: string | undefined): [string, string][] => {
  const fault = address ? databaseFault(address) : 'is missing';
  return fault ? [['MIGRATE_DATABASE_URL', fault]] : [];
};

/** Reads settings; an empty one counts as not given.
 *  @param launcher whether this process also migrates
 *  @throws one message that lists every fault and what to do */
export function readEnv(given: NodeJS.ProcessEnv, { launcher = false } = {}): Env {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as NodeJS.ProcessEnv;
  const result = Env.safeParse(set);
  const faults = [
    ...(result.error?.issues ?? []).map((i): [string, string] => [String(i.path[0]), i.message]),
    ...betweenSettings(set),
    ...(launcher ? migratingFaults(set.MIGRATE_DATABASE_URL) : []),
  ];
  if (!result.success || faults.length) {
    const lines = faults.map(
      ([name, fault]) => `  ${name} ${fault}${advice[name] ? `: ${advice[name]}` : ''}`,
    );
    throw new Error(`The environment is not complete (see .env.example):\n${lines.join('\n')}`);
  }
  return result.data;
}

export const settingNames = Object.keys(Env.shape);

let parsed: Env | undefined;

/** The process's settings, checked once. There is no default secret. */
export function env(): Env {
  parsed ??= readEnv(process.env);
  return parsed;
}
