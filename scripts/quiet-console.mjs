// @ts-check
// Next writes errors to the console as they are, and the message of a database error quotes values: names, phones (P18).
// Here they become lines like those of lib/core/log.ts: what kind, where, which digest. The digest is the number that
// the fault page shows.

/** @param {unknown} thing */
export function lineOf(thing) {
  if (typeof thing === 'string') return { says: scrub(thing) };
  const e = /** @type {{ name?: string, code?: string, digest?: string, stack?: string }} */ (thing ?? {});
  return {
    ...(e.digest && { digest: String(e.digest).slice(0, 80) }),
    ...(e.name && { kind: e.name }),
    ...(e.code && { state: String(e.code).slice(0, 20) }),
    frames: framesOf(e.stack),
  };
}

/** The frames of a stack without its message. @param {string | undefined} stack */
const framesOf = (stack) =>
  stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);

/** A sentence without what may be somebody's: quoted words, addresses' queries, e-mails, numbers. @param {string} text */
export function scrub(text) {
  return text
    .split('\n')[0]
    .replace(/\p{Cc}\[[0-9;]*m/gu, '')
    .replace(/(["'`«“‘])[^"'`»”’]*(["'`»”’])/g, '$1…$2')
    .replace(/\?\S*/g, '?…')
    .replace(/\S+@\S+/g, '…')
    .replace(/[+\d][\d\s-]{4,}/g, '…')
    .replace(/[A-Za-z0-9_-]{24,}/g, '…')
    .slice(0, 200);
}

/** @param {(line: string) => void} write */
export function quietConsole(write) {
  for (const [name, level] of /** @type {const} */ ([
    ['error', 50],
    ['warn', 40],
    ['trace', 50],
  ])) {
    console[name] = (/** @type {unknown[]} */ ...things) => {
      const lines = things.filter((thing) => thing !== undefined && thing !== '').map(lineOf);
      write(
        `${JSON.stringify({ level, time: Date.now(), where: 'next', ...Object.assign({}, ...lines) })}\n`,
      );
    };
  }
}
