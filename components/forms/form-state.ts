import type { ErrorCode } from '@/lib/core/errors';

export interface FieldError {
  /** A key of the namespace `errors`, or of `errors` inside the room's own namespace. */
  code: string;
  params?: Record<string, string | number>;
}

/** What a form's action answers; `null` before it was ever sent. */
export type FormState =
  | null
  | { ok: true; data?: unknown }
  | {
      ok: false;
      code: ErrorCode;
      /** A closer code than `code`, when the whole form is refused for one reason. */
      message?: string;
      messageParams?: Record<string, string | number>;
      fieldErrors?: Record<string, FieldError[]>;
      /** What was typed: React empties a form after its action, so it comes back as the default. */
      values?: Record<string, string | string[]>;
      /** Short number to quote to support. */
      reference?: string;
    };

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
