'use client';
import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import type { Option } from './choice-fields';
import { FieldErrors, type FieldProps } from './field';
import { useField } from './form-context';

type GroupProps = Omit<FieldProps, 'aside'> & { options: Option[] };

/** A few under one name: what they are about, and what was wrong with the answer. */
function Group({
  name,
  label,
  hint,
  className,
  children,
}: Omit<GroupProps, 'options'> & { children: (invalid: true | undefined) => ReactNode }) {
  const id = useId();
  const { errors } = useField(name);
  const described = [errors.length > 0 && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ');
  return (
    <fieldset aria-describedby={described || undefined} className={clsx('grid min-w-0 gap-1.5', className)}>
      <legend className="mb-1.5 text-small font-medium">{label}</legend>
      {children(errors.length > 0 || undefined)}
      {hint && (
        <p id={`${id}h`} className="text-caption text-ink-3">
          {hint}
        </p>
      )}
      <FieldErrors name={name} id={`${id}e`} />
    </fieldset>
  );
}

/** One of a few, all in sight, side by side. */
export function RadioGroup({
  options,
  defaultValue,
  ...group
}: GroupProps & { defaultValue?: string | undefined }) {
  const { name, required = false } = group;
  const { typed } = useField(name);
  const chosen = typed ?? defaultValue;
  return (
    <Group {...group}>
      {(invalid) => (
        <div className="grid auto-cols-fr grid-flow-col rounded-control border border-edge bg-sheet">
          {options.map(({ value, label }) => (
            <label
              key={value}
              className="flex min-h-tap items-center justify-center border-line px-3 text-center text-small leading-snug font-medium not-first:border-s first:rounded-s-control last:rounded-e-control has-checked:bg-emerald has-checked:text-on-emerald has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name={name}
                value={value}
                required={required === true}
                defaultChecked={value === chosen}
                aria-invalid={invalid}
                className="sr-only"
              />
              {label}
            </label>
          ))}
        </div>
      )}
    </Group>
  );
}

/** Some of a few, all in sight: one box each. */
export function CheckboxGroup({
  options,
  defaultValues,
  ...group
}: GroupProps & { defaultValues: readonly string[] }) {
  const { name } = group;
  const { typedAll, answered } = useField(name);
  const chosen = answered ? (typedAll ?? []) : defaultValues;
  return (
    <Group {...group}>
      {(invalid) => (
        <div className="flex flex-wrap gap-2">
          {options.map(({ value, label }) => (
            <label
              key={value}
              className="flex min-h-tap items-center gap-2.5 rounded-control border border-edge bg-sheet px-3 text-small has-checked:border-emerald has-checked:bg-emerald-soft"
            >
              <input
                type="checkbox"
                name={name}
                value={value}
                defaultChecked={chosen.includes(value)}
                aria-invalid={invalid}
                className="size-5 flex-none accent-emerald"
              />
              {label}
            </label>
          ))}
        </div>
      )}
    </Group>
  );
}
