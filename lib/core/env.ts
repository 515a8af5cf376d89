import { z } from 'zod';

const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// url');
const secret = z.string().min(24, 'needs at least 24 characters');

const Env = z.object({
  DATABASE_URL: postgres,
  AUTH_DATABASE_URL: postgres,
  WORKER_DATABASE_URL: postgres,
  NEXTAUTH_URL: z.url(),
  NEXTAUTH_SECRET: secret,
  PASSWORD_PEPPER: secret,
  /** A demonstration shows one-time codes and texts on /demo/phone instead of sending them. */
  DEMO: z.enum(['0', '1']).default('0'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
});
export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The process's settings, checked once; one message lists every fault. There is no default secret. */
export function env(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) {
    const faults = result.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n');
    throw new Error(`The environment is not complete (see .env.example):\n${faults}`);
  }
  parsed = result.data;
  return parsed;
}
