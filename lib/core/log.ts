import pino from 'pino';

/** Technical lines to stdout. Names, phones, texts and secrets never reach it (P18): what is not listed is not logged,
 *  and the paths below are struck out even if someone passes them. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  redact: {
    paths: [
      'password',
      'code',
      'phone',
      'email',
      'body',
      'name',
      'token',
      'cookie',
      '*.password',
      '*.code',
      '*.phone',
      '*.email',
      '*.body',
      '*.name',
      '*.token',
      '*.cookie',
    ],
    censor: '[struck out]',
  },
});

/** Four characters a person can read out over the phone. */
export function reference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (b) => letters[b % letters.length]).join('');
}

export function logFault(error: unknown, where: string): string {
  const id = reference();
  const e = error as { name?: string; code?: string; stack?: string };
  // The message of a database error quotes values; the stack's frames do not.
  const frames = e?.stack
    ?.split('\n')
    .filter((l) => l.trimStart().startsWith('at '))
    .slice(0, 8);
  log.error({ reference: id, where, kind: e?.name, state: e?.code, frames }, 'unexpected');
  return id;
}
