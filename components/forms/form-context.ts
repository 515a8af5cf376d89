'use client';
import { createContext, useContext } from 'react';

export interface FormSurroundings {
  /** Translated sentences per field name. */
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  optional: string;
}

const outside: FormSurroundings = { errors: {}, values: {}, optional: '' };

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
