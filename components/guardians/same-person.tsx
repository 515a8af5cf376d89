'use client';
import { SelectField } from '@/components/forms/choice-fields';
import { useField } from '@/components/forms/form-context';

interface Props {
  name: string;
  label: string;
  placeholder: string;
  options: { value: string; label: string }[];
}

/** Asked only when the number is somebody's of another name; before that there is no question. */
export function SamePerson(props: Props) {
  const { errors, typed } = useField(props.name);
  return errors.length > 0 || typed ? <SelectField {...props} required className="sm:col-span-2" /> : null;
}
