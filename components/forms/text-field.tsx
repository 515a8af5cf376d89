'use client';
import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field';
import { useField } from './form-context';

type Native<Tag extends 'input' | 'textarea'> = Omit<ComponentProps<Tag>, keyof FieldProps | 'id'>;

/** Any one-line input; `lang` sets the script it is written in. A password never comes back. */
export function TextField({
  name,
  label,
  hint,
  aside,
  required,
  className,
  type = 'text',
  defaultValue,
  ...native
}: FieldProps & Native<'input'>) {
  const { typed } = useField(name);
  const keeps = type !== 'password' && type !== 'file';
  return (
    <Field {...{ name, label, hint, aside, className: className ?? '', required: required ?? false }}>
      {(control) => (
        <input
          {...native}
          {...control}
          type={type}
          {...(keeps && { defaultValue: typed ?? defaultValue })}
          className={clsx(
            'control',
            (type === 'email' || type === 'url' || type === 'password') && 'rtl:text-end',
          )}
          {...((type === 'email' || type === 'url' || type === 'password') && { dir: 'ltr' })}
        />
      )}
    </Field>
  );
}

/** Figures of a phone number read left to right in every language. */
export function PhoneField(props: FieldProps & Native<'input'>) {
  return <TextField autoComplete="tel" maxLength={40} {...props} type="tel" inputMode="tel" dir="ltr" />;
}

/** The device's own date picker; typing works too. Value `YYYY-MM-DD`. */
export function DateField(props: FieldProps & Native<'input'>) {
  return <TextField {...props} type="date" />;
}

export function TextAreaField({
  name,
  label,
  hint,
  aside,
  required,
  className,
  defaultValue,
  rows = 3,
  ...native
}: FieldProps & Native<'textarea'>) {
  const { typed } = useField(name);
  return (
    <Field {...{ name, label, hint, aside, className: className ?? '', required: required ?? false }}>
      {(control) => (
        <textarea
          {...native}
          {...control}
          rows={rows}
          defaultValue={typed ?? defaultValue}
          className="control py-2.5"
        />
      )}
    </Field>
  );
}
