import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { Fold } from './fold';
import { Form } from './form';

type Props = ComponentProps<typeof Form> &
  Pick<ComponentProps<typeof Fold>, 'label' | 'name' | 'line' | 'open'> & {
    /** Of the fields, as `className` is of the whole. */
    fields?: string;
  };

/** A form that is folded away until wanted. The fold stands inside of the form: without script a refusal draws the page
 *  anew, and its sentence must not lie in a closed fold. */
export function FoldedForm({ label, name, line, open, fields, className, children, ...form }: Props) {
  return (
    <Form {...form} className={clsx('gap-3!', className)}>
      <Fold label={label} name={name} line={line} open={open ?? false} className={fields}>
        {children}
      </Fold>
    </Form>
  );
}
