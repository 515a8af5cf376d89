'use client';
import { useId } from 'react';
import { FieldErrors } from '@/components/forms/field';
import { useField } from '@/components/forms/form-context';

interface Props {
  label: string;
  note: string;
  options: { value: string; label: string; hint: string }[];
}

/** What support may do inside: reading is chosen beforehand, more is a choice of its own. */
export function AccessChoice({ label, note, options }: Props) {
  const id = useId();
  const { typed } = useField('access');
  return (
    <fieldset aria-describedby={`${id}n`} className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-small font-medium">{label}</legend>
      {options.map(({ value, label: name, hint }, place) => (
        <label
          key={value}
          className="flex min-h-tap items-start gap-3 rounded-control border border-edge bg-sheet px-4 py-3 has-checked:border-emerald has-checked:bg-emerald-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="access"
            value={value}
            required
            defaultChecked={typed ? typed === value : place === 0}
            className="mt-0.5 size-5 flex-none accent-emerald"
          />
          <span className="grid">
            <span className="font-medium">{name}</span>
            <span className="text-small text-ink-2">{hint}</span>
          </span>
        </label>
      ))}
      <p id={`${id}n`} className="text-caption text-ink-3">
        {note}
      </p>
      <FieldErrors name="access" id={`${id}e`} />
    </fieldset>
  );
}
