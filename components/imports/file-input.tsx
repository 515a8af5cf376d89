'use client';
import { Field } from '@/components/forms/field';

/** The device's own file chooser; what may be chosen is said beside it and judged by the server. */
export function FileInput({ label, hint }: { label: string; hint: string }) {
  return (
    <Field name="file" label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          className="control py-2 file:me-3 file:rounded-control file:border file:border-edge file:bg-sheet file:px-3 file:py-1 file:font-medium"
        />
      )}
    </Field>
  );
}
