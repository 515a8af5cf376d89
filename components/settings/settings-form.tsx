import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';

interface Props extends Pick<ComponentProps<typeof Form>, 'action' | 'room' | 'success'> {
  /** On its button: what is saved. */
  save: ReactNode;
  mayWrite: boolean;
  children: ReactNode;
}

/** One section of the settings: who may only read sees the same sheets without the button. */
export function SettingsForm({ save, mayWrite, children, ...form }: Props) {
  const common = useTranslations('common');
  return (
    <Form {...form} className="max-w-4xl">
      {children}
      {mayWrite && (
        <SubmitButton pendingText={common('saving')} className="justify-self-start">
          {save}
        </SubmitButton>
      )}
    </Form>
  );
}

/** A figure that an institution sets: a weight, marks, days. */
export function FigureField({
  mayWrite,
  ...field
}: { mayWrite: boolean } & Omit<ComponentProps<typeof TextField>, 'dir' | 'readOnly'>) {
  return <TextField maxLength={6} inputMode="decimal" required {...field} dir="ltr" readOnly={!mayWrite} />;
}
