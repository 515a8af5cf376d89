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
  if (
    state?.startsWith('57P') ||
    state?.startsWith('08') ||
    state === '53300' ||
    // No transaction could begin in time: the work is sound and may come again.
    e?.code === 'P2028' ||
    kind === 'DatabaseNotReachable' ||
    /ECONNREFUSED|timeout exceeded when trying to connect|Connection terminated/.test(e?.message ?? '')
  ) {
    return new AppError('UPSTREAM', 'databaseAway');
  }
  return new AppError('UNEXPECTED', 'unexpected');
}
