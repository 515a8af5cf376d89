import type { ErrorCode, MessageParams } from './errors';

/** A fault at a field: a key of the catalogue `errors` (or of the room's own `errors`), and what its sentence needs. */
export type FieldError = { code: string; params?: MessageParams };

/** What a form's action answers; null before it was ever sent. */
export type FormState =
  | null
  | {
      ok: true;
      data?: unknown;
      /** What was typed, when the answer asks back before anything is saved. */
      values?: Record<string, string | string[]>;
    }
  | {
      ok: false;
      code: ErrorCode;
      /** A closer code than `code`, when the whole form is refused for one reason. */
      message?: string;
      messageParams?: MessageParams;
      fieldErrors?: Record<string, FieldError[]>;
      /** What was typed, never secrets: React empties a form after its action, so it comes back as the default. */
      values?: Record<string, string | string[]>;
      /** Short number to quote, for faults that are ours. */
      reference?: string;
      /** The raw sentences of the codes above, for the form to fill in. */
      sentences?: Record<string, unknown>;
    };

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

const secrets = /password|code|secret|token/i;

/** What was typed, to be put back into the form; secrets and files are typed again. */
export function typedValues(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$') || secrets.test(name)) continue;
    const all = data.getAll(name).filter((v) => typeof v === 'string');
    values[name] = all.length > 1 ? all : (all[0] ?? '');
  }
  return values;
}
