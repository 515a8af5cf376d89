import { TextField } from './text-field';

/** Six digits of a message or of an app; phones offer them above the keyboard. Any script of digits is read. */
export function OneTimeCode({ label, hint }: { label: string; hint?: string }) {
  return (
    <TextField
      name="code"
      label={label}
      {...(hint && { hint })}
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      maxLength={12}
      required
    />
  );
}
