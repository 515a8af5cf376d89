import 'server-only';
import type { NextRequest } from 'next/server';
import type { z } from 'zod';
import { drawnForHeader } from './auth/drawn-for';
import type { Permission } from './auth/roles';
import { requireActionScope, type Scope } from './auth/scope';
import { AppError, httpStatus, sqlState, toAppError } from './errors';
import { logFault } from './log';
import { requireOwnOrigin } from './origin';
import { noteSecurity, noteStrange } from './security-log';
import { faultsOf } from './zod-faults';

const maxBody = 512 * 1024;

export function refuse(error: unknown, where: string): Response {
  const known = toAppError(error);
  if (sqlState(error) === '42501') noteSecurity('refused', { where });
  const reference = known.code === 'UNEXPECTED' ? logFault(error, where) : undefined;
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
  if (known.code === 'UPSTREAM') headers['Retry-After'] = '5';
  return Response.json(
    {
      ok: false,
      code: known.code === 'FORBIDDEN' ? 'NOT_FOUND' : known.code,
      message: known.message,
      params: known.params,
      reference,
    },
    { status: httpStatus[known.code], headers },
  );
}

/** A JSON endpoint: own origin, live session, permission, strict schema. The handler opens its own transaction. */
export function jsonRoute<Schema extends z.ZodType>(options: {
  permission: Permission;
  schema: Schema;
  run: (input: z.output<Schema>, scope: Scope) => Promise<unknown>;
}): (request: NextRequest) => Promise<Response> {
  return async (request) => {
    try {
      await requireOwnOrigin();
      const drawn = request.headers.get(drawnForHeader) ?? undefined;
      const scope = await requireActionScope(options.permission, drawn);
      const text = await readBounded(request);
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        throw new AppError('INVALID', 'notUnderstood');
      }
      const input = options.schema.safeParse(body);
      if (!input.success) {
        noteStrange(input.error, { person: scope.userId, role: scope.role, where: options.permission });
        return Response.json(
          { ok: false, code: 'INVALID', message: 'checkFields', fieldErrors: faultsOf(input.error) },
          { status: 400, headers: { 'Cache-Control': 'no-store' } },
        );
      }
      return Response.json(
        { ok: true, data: await options.run(input.data, scope) },
        { headers: { 'Cache-Control': 'no-store' } },
      );
    } catch (error) {
      return refuse(error, options.permission);
    }
  };
}

async function readBounded(request: NextRequest): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBody)
    throw new AppError('INVALID', 'bodyTooLarge');
  const text = await request.text();
  if (text.length > maxBody) throw new AppError('INVALID', 'bodyTooLarge');
  return text;
}
