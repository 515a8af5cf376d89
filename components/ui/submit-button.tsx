'use client';
import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonClass } from './button-class';

interface Props extends VariantProps<typeof buttonClass>, ComponentProps<'button'> {
  /** A rendered icon; it gives way to the turning ring while the form is on its way. */
  icon?: ReactNode;
  /** What the button says meanwhile; without it the words stay. */
  pendingText?: string;
}

/** Submits the form around it and shows that it is on its way. Works as a plain submit button without script. */
export function SubmitButton({
  variant = 'primary',
  size,
  block,
  icon,
  pendingText,
  className,
  children,
  ...rest
}: Props) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      className={buttonClass({ variant, size, block, className })}
    >
      {pending ? (
        <span
          className="size-5 flex-none animate-turn rounded-round border-2 border-current border-t-transparent"
          aria-hidden
        />
      ) : (
        icon
      )}
      {pending && pendingText ? pendingText : children}
    </button>
  );
}
