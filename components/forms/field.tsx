'use client';
import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { useField } from './form-context';

export interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Beside the label, e.g. "Forgot it?". */
  aside?: ReactNode;
  /** `sometimes`: another answer of the form decides it, so that nothing is said of it here. */
  required?: boolean | 'sometimes';
  className?: string;
}

export interface ControlProps {
  id: string;
  name: string;
  required: boolean;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

export function FormError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-small font-medium text-clay">
      <svg
        viewBox="0 0 24 24"
        className="mt-0.5 size-4.5 flex-none"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        aria-hidden="true"
      >
        <circle cx="12" cy="12" r="10" />
        <path d="M12 8v4M12 16h.01" strokeLinecap="round" />
      </svg>
      <span>{children}</span>
    </p>
  );
}

/** The error sentences of one field, for a control that is not built on `Field`. */
export function FieldErrors({ name, id }: { name: string; id: string }) {
  const { errors } = useField(name);
  if (errors.length === 0) return null;
  return (
    <div id={id} className="grid gap-1">
      {errors.map((error) => (
        <FormError key={error}>{error}</FormError>
      ))}
    </div>
  );
}

interface Props extends FieldProps {
  children: (control: ControlProps) => ReactNode;
}

/** Label, control, hint and error, tied together for those who hear the page. */
export function Field({ name, label, hint, aside, required = false, className, children }: Props) {
  const id = useId();
  const { errors, optional } = useField(name);
  const described = [errors.length > 0 && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ');
  return (
    <div className={clsx('grid content-start gap-1.5', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-small font-medium">
          {label}
          {!required && optional && <span className="font-normal text-ink-3"> ({optional})</span>}
        </label>
        {aside}
      </div>
      {children({
        id,
        name,
        required: required === true,
        'aria-invalid': errors.length > 0 || undefined,
        'aria-describedby': described || undefined,
      })}
      {hint && (
        <p id={`${id}h`} className="text-caption text-ink-3">
          {hint}
        </p>
      )}
      <FieldErrors name={name} id={`${id}e`} />
    </div>
  );
}
