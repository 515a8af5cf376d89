import pino, { type DestinationStream, type Logger } from 'pino';

/** Keys whose value is somebody's or a secret, at any depth: names, ways to reach people, what they wrote, what opens
 *  doors. Struck out even if someone passes them (P18). */
const struck =
  /name|phone|mobile|whatsapp|mail|address|contact|guardian|father|mother|body|text|note|remark|reason|message|subject|detail|value|param|input|query|form|header|cookie|token|session|sid|secret|password|pepper|code|otp|pin|seed|key|hash|auth|url|ip$/i;
const STRUCK = '[struck out]';

/** Parts of a sentence that could be somebody's: e-mails, phone numbers and codes, long opaque words. */
export function scrub(text: string): string {
  return text
    .replace(/\S+@\S+/g, STRUCK)
    .replace(/\+?\d[\d\s().-]{3,}\d/g, STRUCK)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]{4,}/g, STRUCK)
    .replace(/[A-Za-z0-9_.~+/=-]{32,}/g, STRUCK)
    .slice(0, 300);
}

type Fault = { name?: string; code?: string; digest?: string; stack?: string };

/** A fault without its message: those of a database quote values. */
export function shapeOf(error: unknown) {
  const e = error as Fault | undefined;
  const frames = e?.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  return {
    kind: e?.name,
    state: /^[A-Z0-9_]{1,40}$/.test(e?.code ?? '') ? e?.code : undefined,
    digest: e?.digest,
    frames,
  };
}

function safe(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) > 999_999 ? STRUCK : value;
  if (value === null || typeof value !== 'object') return typeof value === 'boolean' ? value : undefined;
  if (value instanceof Error) return shapeOf(value);
  if (depth > 4) return STRUCK;
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => safe(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, struck.test(key) ? STRUCK : safe(item, depth + 1)]),
  );
}

/** Keys of our own lines, which hold nothing of anybody. Frames are places in the code, so they may be long. */
const plain = new Set(['reference', 'where', 'kind', 'state', 'digest', 'frames', 'tasks', 'took']);

/** Ids of the security lines: whole when they have their shape, struck out when they are anything else. */
const shaped: Record<string, RegExp> = {
  event: /^security\.[A-Za-z]{1,30}$/,
  person: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  role: /^(admin|campus_admin|teacher|examiner|accountant|guardian|support)$/,
  account: /^[0-9a-f]{32}$/,
};

/** Technical lines, one JSON object each, without anything that belongs to a person. */
export const makeLog = (to?: DestinationStream): Logger =>
  pino(
    {
      level: process.env.LOG_LEVEL || 'info',
      base: null,
      formatters: {
        log: (line) =>
          Object.fromEntries(
            Object.entries(line).map(([key, item]) => {
              if (plain.has(key)) return [key, item];
              const shape = shaped[key];
              if (shape) return [key, typeof item === 'string' && shape.test(item) ? item : STRUCK];
              return [key, struck.test(key) ? STRUCK : safe(item)];
            }),
          ),
      },
      // `err` is where pino itself would put a whole error, message and all.
      serializers: { err: shapeOf, error: shapeOf },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          const clean = (item: unknown) => (typeof item === 'string' ? scrub(item) : safe(item));
          if (first instanceof Error) method.apply(this, [shapeOf(first), 'fault'] as never);
          else
            method.apply(this, [
              typeof first === 'string' ? scrub(first) : first,
              ...rest.map(clean),
            ] as never);
        },
      },
    },
    ...(to ? [to] : []),
  );

export const log = makeLog();

/** Four characters a person can read out over the phone. */
export function reference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (b) => letters[b % letters.length]).join('');
}

/** Writes down a fault. @returns its number, which the user sees and can quote */
export function logFault(error: unknown, where: string): string {
  const id = reference();
  log.error({ reference: id, where, ...shapeOf(error) }, 'unexpected');
  return id;
}
