import 'server-only';
import { headers } from 'next/headers';
import { env } from './env';
import { AppError } from './errors';
import { noteSecurity } from './security-log';

/** State-changing requests come from our own pages: a missing, `null` or foreign Origin is refused (Next only warns). */
export async function requireOwnOrigin(): Promise<void> {
  const origin = (await headers()).get('origin');
  if (origin === new URL(env().NEXTAUTH_URL).origin) return;
  noteSecurity('foreignOrigin');
  throw new AppError('FORBIDDEN', 'foreignOrigin');
}
