import 'server-only';
import { headers } from 'next/headers';
import { toAppError } from '../errors';

/** Tells the breaker (scripts/breaker.mjs) that this request met no database in time: its page becomes 503, not 500. */
export async function noteAway(error: unknown): Promise<void> {
  if (toAppError(error).code !== 'UPSTREAM') return;
  const told = Reflect.get(globalThis, Symbol.for('hifzpro.away')) as Set<string> | undefined;
  if (!told) return;
  try {
    const number = (await headers()).get('x-hifzpro-request');
    if (number) told.add(number);
  } catch {
    // No request stands behind this work.
  }
}
