import type { z } from 'zod';
import type { MessageParams } from './errors';
import type { FieldError } from './form-state';

const code = /^[a-z][A-Za-z0-9]+$/;

/** One issue in our words: a schema's own message when it is a code, else by the kind of issue. */
function faultOf(issue: z.core.$ZodIssue): FieldError {
  if (code.test(issue.message)) {
    const params = 'params' in issue && issue.params ? (issue.params as MessageParams) : undefined;
    return params ? { code: issue.message, params } : { code: issue.message };
  }
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.input === undefined ? 'required' : 'notUnderstood' };
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'tooLong' : 'tooMuch',
        params: { max: Number(issue.maximum) },
      };
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? { code: 'required' }
        : { code: 'tooLittle', params: { min: Number(issue.minimum) } };
    case 'invalid_value':
      return { code: 'notInList' };
    case 'unrecognized_keys':
      return { code: 'unknownField' };
    default:
      return { code: 'notUnderstood' };
  }
}

/** Faults by field name as the form spells it: `guardians[0].name`. The form as a whole is `''`. */
export function faultsOf(error: z.ZodError): Record<string, FieldError[]> {
  const faults: Record<string, FieldError[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.reduce<string>(
      (at, part) =>
        typeof part === 'number' ? `${at}[${part}]` : at ? `${at}.${String(part)}` : String(part),
      '',
    );
    faults[name] = [...(faults[name] ?? []), faultOf(issue)];
  }
  return faults;
}
