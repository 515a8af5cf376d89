'use client';
import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { Field, FieldErrors, type FieldProps } from './field';
import { useField } from './form-context';

export interface Option {
  value: string;
  label: string;
}

type SelectProps = FieldProps & {
  options: Option[];
  /** First, valueless line: "Choose", "All halqas". */
  placeholder?: string;
  defaultValue?: string | undefined;
} & Omit<ComponentProps<'select'>, keyof FieldProps | 'id' | 'children' | 'defaultValue'>;

export function SelectField({
  name,
  label,
  hint,
  aside,
  required,
  className,
  options,
  placeholder,
  defaultValue,
  ...native
}: SelectProps) {
  const { typed } = useField(name);
  // A select takes a new default only when it is mounted anew, hence the key.
  return (
    <Field {...{ name, label, hint, aside, className: className ?? '', required: required ?? false }}>
      {(control) => (
        <span className="relative block">
          <select
            key={`${typed} ${defaultValue}`}
            {...native}
            {...control}
            defaultValue={typed ?? defaultValue ?? ''}
            className="control appearance-none pe-10"
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <svg
            viewBox="0 0 24 24"
            className="pointer-events-none absolute end-3 top-1/2 size-5 -translate-y-1/2 text-ink-2"
            fill="none"
            stroke="currentColor"
            strokeWidth={1.75}
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d="m6 9 6 6 6-6" />
          </svg>
        </span>
      )}
    </Field>
  );
}

interface CheckboxProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string;
  defaultChecked?: boolean;
  required?: boolean;
  className?: string;
}

export function CheckboxField({
  name,
  label,
  hint,
  value = 'on',
  defaultChecked = false,
  required = false,
  className,
}: CheckboxProps) {
  const id = useId();
  const { errors, typedAll, answered } = useField(name);
  const described = [errors.length > 0 && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ');
  return (
    <div className={clsx('grid gap-1', className)}>
      <label className="flex min-h-tap items-center gap-2.5 text-small">
        <input
          type="checkbox"
          name={name}
          value={value}
          required={required}
          defaultChecked={answered ? (typedAll?.includes(value) ?? false) : defaultChecked}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={described || undefined}
          className="size-5 flex-none accent-emerald"
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${id}h`} className="text-caption text-ink-3">
          {hint}
        </p>
      )}
      <FieldErrors name={name} id={`${id}e`} />
    </div>
  );
}
