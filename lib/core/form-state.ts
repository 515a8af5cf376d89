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
