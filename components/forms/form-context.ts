'use client';
import { createContext, useContext } from 'react';

export interface FormSurroundings {
  /** Translated sentences per field name. */
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  optional: string;
  /** The last sending was refused, or found nobody. */
  refused: boolean;
  /** What the action answered when it succeeded. */
  answer?: unknown;
}

const outside: FormSurroundings = { errors: {}, values: {}, optional: '', refused: false };

export const FormContext = createContext<FormSurroundings>(outside);

/** What the last answer said about the field `name`; nothing outside a `Form`. */
export function useField(name: string) {
  const { errors, values, optional } = useContext(FormContext);
  const typed = values[name];
  return {
    errors: errors[name] ?? [],
    typed: Array.isArray(typed) ? typed[0] : typed,
    typedAll: typed === undefined ? undefined : Array.isArray(typed) ? typed : [typed],
    answered: Object.keys(values).length > 0,
    optional,
  };
}

/** Whether the last sending answered one of the fields, or its answer found fault with one. */
export function useAnswered(names: readonly string[]): boolean {
  const { errors, values } = useContext(FormContext);
  return names.some((name) => name in values || name in errors);
}

/** Whether the last sending came to nothing, for what would say that it is saved. */
export function useRefused(): boolean {
  return useContext(FormContext).refused;
}

/** What the form's action answered, for what is shown after it: a link that exists this once. */
export function useAnswer(): unknown {
  return useContext(FormContext).answer;
}
