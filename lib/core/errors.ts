export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'INVALID',
  'LIMITED',
  'UPSTREAM',
  'UNEXPECTED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export type MessageParams = Record<string, string | number>;

/** What a room throws when it must refuse. `message` is a key of the catalogue `errors`; `field` puts it at a field. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly params: MessageParams;
  constructor(code: ErrorCode, message: string, options: { field?: string; params?: MessageParams } = {}) {
    super(message);
    this.code = code;
    this.field = options.field;
    this.params = options.params ?? {};
  }
}

export const httpStatus: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 404,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID: 400,
  LIMITED: 429,
  UPSTREAM: 503,
  UNEXPECTED: 500,
};

type Shape = {
  code?: string;
  meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string; kind?: string } } };
  message?: string;
};

/** The state PostgreSQL gave, wherever Prisma or pg put it. */
export function sqlState(error: unknown): string | undefined {
  const e = error as Shape;
  return (
    e?.meta?.driverAdapterError?.cause?.originalCode ??
    e?.meta?.code ??
    (/^[0-9A-Z]{5}$/.test(e?.code ?? '') ? e.code : undefined)
  );
}

/** Refusals of the database in the words of the application: a row that policies hide is a row that is not there. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const e = error as Shape;
  const state = sqlState(error);
  const kind = e?.meta?.driverAdapterError?.cause?.kind;
  if (state === '42501' || e?.code === 'P2025' || state === '23503' || e?.code === 'P2003')
    return new AppError('NOT_FOUND', 'notFound');
  // Raised by prisma/sql/23-people.sql.
  if (state === 'HP002') return new AppError('CONFLICT', 'lastAdmin');
  if (state === 'HP003') return new AppError('CONFLICT', 'ownRole');
  if (state === '23505' || e?.code === 'P2002') return new AppError('CONFLICT', 'alreadyThere');
  if (state === '23514' || state === '22021' || state === '22P02' || state === '22P05')
    return new AppError('INVALID', 'refused');
  if (isAway(e, state, kind)) return new AppError('UPSTREAM', 'databaseAway');
  return new AppError('UNEXPECTED', 'unexpected');
}

/** Shutdown, start-up, lost connections, too many connections; a statement or a lock that was cut off at its limit. */
const awayStates = /^(57P0\d|57014|08\w{3}|53\w{3}|55P03|25P03|40P01)$/;
/** Prisma's: not reachable, timed out, closed; no connection or no transaction in time: the work is sound and may come again. */
const awayCodes =
  /^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const awayWords =
  /ECONNREFUSED|ECONNRESET|EPIPE|timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable|Connection ended|Can't reach database server|database system is (?:starting up|shutting down|in recovery)|has closed the connection/;
/** Kinds of Prisma's driver adapters. */
const awayKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout'];

function isAway(e: Shape, state: string | undefined, kind: string | undefined): boolean {
  return (
    awayStates.test(state ?? '') ||
    awayCodes.test(e?.code ?? '') ||
    awayKinds.includes(kind ?? '') ||
    awayWords.test(e?.message ?? '')
  );
}
