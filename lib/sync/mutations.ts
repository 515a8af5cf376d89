import 'server-only';
import type { z } from 'zod';
import { finishSession, takeAttendance } from '@/lib/attendance/mutations';
import * as attendance from '@/lib/attendance/schema';
import { can, type Permission } from '@/lib/core/auth/roles';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { type AppError, type ErrorCode, type MessageParams, toAppError } from '@/lib/core/errors';
import type { FieldError } from '@/lib/core/form-state';
import { logFault } from '@/lib/core/log';
import { faultsOf } from '@/lib/core/zod-faults';
import { recordLessons } from '@/lib/lessons/mutations';
import * as lessons from '@/lib/lessons/schema';
import { clearMarks, markPlaces } from '@/lib/mushaf/mutations';
import { clearMark, markPlace } from '@/lib/mushaf/schema';
import { recordReadings } from '@/lib/reading/mutations';
import * as reading from '@/lib/reading/schema';
import type { SyncBatch } from './schema';

export type CommandAnswer =
  | { id: string; ok: true }
  | {
      id: string;
      ok: false;
      code: ErrorCode;
      /** Key of the catalogue `lessons.faults` or `errors`. */
      message: string;
      params?: MessageParams;
      fieldErrors?: Record<string, FieldError[]>;
      reference?: string;
    };

type Run = (tx: TenantTx, inputs: never[], scope: Scope) => Promise<unknown>;

/** A kind of command: who may send it, what it looks like, what it does with all of its kind in the batch. */
function kind<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  run: (tx: TenantTx, inputs: z.output<Schema>[], scope: Scope) => Promise<unknown>,
) {
  return { permission, schema, run: run as Run };
}

async function each<T>(inputs: readonly T[], run: (input: T) => Promise<unknown>): Promise<void> {
  for (const input of inputs) await run(input);
}

/** In the order in which a batch is written: reports go out last, over all that came with them. */
const kinds = {
  'attendance.take': kind('attendance:record', attendance.takeAttendance, (tx, inputs, scope) =>
    each(inputs, (input) => takeAttendance(tx, input, scope)),
  ),
  'lessons.record': kind('lessons:record', lessons.recordLessons, recordLessons),
  'reading.record': kind('lessons:record', reading.recordReading, recordReadings),
  'mistakes.mark': kind('lessons:record', markPlace, markPlaces),
  'mistakes.clear': kind('lessons:record', clearMark, clearMarks),
  'session.finish': kind('halqa:teach', attendance.finishSession, (tx, inputs, scope) =>
    each(inputs, (input) => finishSession(tx, input, scope)),
  ),
};
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

type Ready = { id: string; kind: Kind; input: never };

/**
 * Runs a batch of commands that a phone kept: all in one transaction when all are well; else each by itself, so that
 * what can be saved is saved and what cannot is answered with its reason. Safe to send again: every command is idempotent.
 */
export async function runCommands(scope: Scope, { commands }: SyncBatch): Promise<CommandAnswer[]> {
  const answers = new Map<string, CommandAnswer>();
  const ready: Ready[] = [];
  for (const command of commands) {
    const read = readCommand(command, scope);
    if ('input' in read) ready.push(read);
    else answers.set(command.id, read);
  }
  const alone = ready.length === 1 || (ready.length > 1 && !(await runTogether(scope, ready)));
  if (alone) {
    for (const command of ready) answers.set(command.id, await runAlone(scope, command));
  }
  return commands.map(({ id }) => answers.get(id) ?? { id, ok: true });
}

function readCommand(
  { id, kind: name, input }: SyncBatch['commands'][number],
  scope: Scope,
): Ready | CommandAnswer {
  const known = kindNames.find((one) => one === name);
  if (!known || !can(scope.role, kinds[known].permission))
    return { id, ok: false, code: 'NOT_FOUND', message: 'notFound' };
  const parsed = kinds[known].schema.safeParse(input);
  return parsed.success
    ? { id, kind: known, input: parsed.data as never }
    : { id, ok: false, code: 'INVALID', message: 'checkFields', fieldErrors: faultsOf(parsed.error) };
}

async function write(tx: TenantTx, scope: Scope, commands: readonly Ready[]): Promise<void> {
  for (const name of kindNames) {
    const inputs = commands.filter((command) => command.kind === name).map(({ input }) => input);
    if (inputs.length > 0) await kinds[name].run(tx, inputs, scope);
  }
}

/** @returns false when one of several was refused and nothing was written */
async function runTogether(scope: Scope, commands: readonly Ready[]): Promise<boolean> {
  try {
    await inTenant(scope, (tx) => write(tx, scope, commands));
    return true;
  } catch (error) {
    const { code } = toAppError(error);
    // These concern the request, not a command: the phone keeps everything and comes again.
    if (code === 'UPSTREAM' || code === 'UNAUTHENTICATED' || code === 'LIMITED') throw error;
    return false;
  }
}

async function runAlone(scope: Scope, command: Ready): Promise<CommandAnswer> {
  const { id } = command;
  try {
    await inTenant(scope, (tx) => write(tx, scope, [command]));
    return { id, ok: true };
  } catch (error) {
    const known: AppError = toAppError(error);
    if (known.code === 'UPSTREAM' || known.code === 'UNAUTHENTICATED') throw error;
    const refusal = {
      id,
      ok: false as const,
      code: known.code,
      message: known.message,
      params: known.params,
    };
    if (known.field)
      return { ...refusal, fieldErrors: { [known.field]: [{ code: known.message, params: known.params }] } };
    return known.code === 'UNEXPECTED' ? { ...refusal, reference: logFault(error, command.kind) } : refusal;
  }
}
