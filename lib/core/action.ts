import 'server-only';
import { revalidatePath } from 'next/cache';
import { redirect, unstable_rethrow } from 'next/navigation';
import { createSafeActionClient } from 'next-safe-action';
import { z } from 'zod';
import { preprocessFormData } from 'zod-form-data';
import { drawnForField } from './auth/drawn-for';
import type { Permission } from './auth/roles';
import { requireActionScope, type Scope } from './auth/scope';
import { requireSupportAction, type SupportSelf } from './auth/support';
import { inTenant, type TenantTx } from './db/tenant';
import { AppError, sqlState, toAppError } from './errors';
import { type FormAction, type FormState, typedValues } from './form-state';
import { roomField, withSentences } from './i18n/sentences';
import { logFault } from './log';
import { requireOwnOrigin } from './origin';
import { noteSecurity, noteStrange } from './security-log';
import { faultsOf } from './zod-faults';

type Refusal = Exclude<FormState, null | { ok: true }>;

const client = createSafeActionClient({
  defineMetadataSchema: () => z.object({ permission: z.string() }),
  handleServerError: (error, { metadata }): Refusal => refusalOf(error, metadata?.permission ?? 'public'),
});

function refusalOf(error: unknown, where: string): Refusal {
  const known = toAppError(error);
  const refusal: Refusal = {
    ok: false,
    code: known.code,
    // What stands at its field is not said twice.
    message: known.field ? 'checkFields' : known.message,
    messageParams: known.params,
  };
  if (known.field) refusal.fieldErrors = { [known.field]: [{ code: known.message, params: known.params }] };
  // What the database itself refused got past our own checks: no form of ours asks for it.
  if (sqlState(error) === '42501') noteSecurity('refused', { where });
  if (known.code === 'UNEXPECTED') refusal.reference = logFault(error, where);
  return refusal;
}

/** FormData as the nested object its names describe (`guardians[0].name`), empty fields left out, next's own dropped. */
function readForm(data: FormData): unknown {
  const own = new FormData();
  for (const [name, value] of data.entries()) {
    if (name.startsWith('$') || value === '' || (value instanceof File && value.size === 0)) continue;
    own.append(name, value);
  }
  try {
    return preprocessFormData(own);
  } catch {
    // Names that contradict each other (`name` beside `name[x]`) describe no object; no form of ours sends them.
    throw new AppError('INVALID', 'refused');
  }
}

const answered = (refusal: Refusal, data: FormData): Promise<FormState> =>
  withSentences({ ...refusal, values: typedValues(data) }, data.get(roomField));

const whoIs = ({ userId, role }: Scope) => ({ person: userId, role });

/** `keep`: the form is not done, what was typed stays in it. */
type After<Result> = (
  result: Result,
) => { redirectTo?: string; revalidate?: string[]; keep?: boolean } | undefined;

/** A form's server action: own origin, live session, permission, strict schema, one transaction, then the redirect.
 *  Works with and without script. */
export function formAction<Schema extends z.ZodType, Result>(options: {
  permission: Permission;
  schema: Schema;
  run: (tx: TenantTx, input: z.output<Schema>, scope: Scope) => Promise<Result>;
  after?: After<Result>;
}): FormAction {
  const safe = client
    .metadata({ permission: options.permission })
    .use(async ({ next, clientInput }) => {
      await requireOwnOrigin();
      const drawn = clientInput instanceof FormData ? clientInput.get(drawnForField) : null;
      const scope = await requireActionScope(options.permission, drawn === null ? undefined : String(drawn));
      return next({ ctx: { scope } });
    })
    .inputSchema(z.custom<FormData>((value) => value instanceof FormData))
    .action(async ({ parsedInput, ctx }): Promise<{ result: Result } | Refusal> => {
      const input = options.schema.safeParse(readForm(parsedInput));
      if (!input.success) {
        noteStrange(input.error, { ...whoIs(ctx.scope), where: options.permission });
        return { ok: false, code: 'INVALID', message: 'checkFields', fieldErrors: faultsOf(input.error) };
      }
      return { result: await inTenant(ctx.scope, (tx) => options.run(tx, input.data, ctx.scope)) };
    });
  return async (_previous, data) => {
    const answer = await safe(data);
    const refusal = answer.serverError ?? (answer.data && 'ok' in answer.data ? answer.data : undefined);
    if (refusal || !answer.data || !('result' in answer.data)) {
      const fault: Refusal = refusal ?? { ok: false, code: 'INVALID', message: 'refused' };
      return answered(fault, data);
    }
    const { redirectTo, revalidate, keep } = options.after?.(answer.data.result) ?? {};
    for (const path of revalidate ?? []) revalidatePath(path);
    if (redirectTo) redirect(redirectTo);
    return { ok: true, data: answer.data.result, ...(keep && { values: typedValues(data) }) };
  };
}

/** An action for people who are not signed in (sign-in, codes, invitations): no tenant, no transaction, same manners. */
export function publicAction<Schema extends z.ZodType, Result>(options: {
  schema: Schema;
  /** Asked before the form is read. */
  guard?: () => Promise<unknown>;
  run: (input: z.output<Schema>) => Promise<Result>;
  after?: After<Result>;
}): FormAction {
  return async (_previous, data) => {
    try {
      await requireOwnOrigin();
      await options.guard?.();
      const input = options.schema.safeParse(readForm(data));
      if (!input.success) {
        noteStrange(input.error, { where: 'public' });
        const fieldErrors = faultsOf(input.error);
        return answered({ ok: false, code: 'INVALID', message: 'checkFields', fieldErrors }, data);
      }
      const result = await options.run(input.data);
      const { redirectTo } = options.after?.(result) ?? {};
      if (redirectTo) redirect(redirectTo);
      return { ok: true, data: result };
    } catch (error) {
      unstable_rethrow(error);
      return answered(refusalOf(error, 'public'), data);
    }
  };
}

/** A form of HifzPro's own people, outside every institution: no tenant, no transaction; the definer functions decide. */
export function supportAction<Schema extends z.ZodType, Result>(options: {
  permission: Permission;
  schema: Schema;
  run: (input: z.output<Schema>, self: SupportSelf) => Promise<Result>;
  after?: After<Result>;
}): FormAction {
  const { permission, run, ...rest } = options;
  const self = () => requireSupportAction(permission);
  return publicAction({ ...rest, guard: self, run: async (input) => run(input, await self()) });
}
