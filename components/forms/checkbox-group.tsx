'use client';
import { clsx } from 'clsx';
import { useId } from 'react';
import type { Option } from './choice-fields';
import { FieldErrors, type FieldProps } from './field';
import { useField } from './form-context';

interface Props extends Omit<FieldProps, 'aside'> {
  options: Option[];
  defaultValues: readonly string[];
}

/** Some of a few, all in sight: one box each under one name. */
export function CheckboxGroup({ name, label, hint, className, options, defaultValues }: Props) {
  const id = useId();
  const { errors, typedAll, answered } = useField(name);
  const chosen = answered ? (typedAll ?? []) : defaultValues;
  const described = [errors.length > 0 && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ');
  return (
    <fieldset
      // A box takes a new default only when it is mounted anew.
      key={String(answered)}
      aria-describedby={described || undefined}
      className={clsx('grid min-w-0 gap-1.5', className)}
    >
      <legend className="mb-1.5 text-small font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label: text }) => (
          <label
            key={value}
            className="flex min-h-tap items-center gap-2.5 rounded-control border border-edge bg-sheet px-3 text-small has-checked:border-emerald has-checked:bg-emerald-soft"
          >
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-invalid={errors.length > 0 || undefined}
              className="size-5 flex-none accent-emerald"
            />
            {text}
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${id}h`} className="text-caption text-ink-3">
          {hint}
        </p>
      )}
      <FieldErrors name={name} id={`${id}e`} />
    </fieldset>
  );
}
