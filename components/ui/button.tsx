import type { VariantProps } from 'class-variance-authority';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';
import { buttonClass } from './button-class';

export interface ButtonLook extends VariantProps<typeof buttonClass> {
  icon?: Icon;
  /** The icon points (send, next): it turns with the page. */
  flip?: boolean;
  children?: ReactNode;
}

export function ButtonInside({ icon: Icon, flip, children }: Pick<ButtonLook, 'icon' | 'flip' | 'children'>) {
  return (
    <>
      {Icon && (
        <Icon
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className={flip ? 'flex-none rtl:-scale-x-100' : 'flex-none'}
        />
      )}
      {children}
    </>
  );
}

/** A plain button; give icon-only ones (`size="icon"`) an `aria-label`. Submit buttons with a pending state: `SubmitButton`. */
export function Button({
  variant,
  size,
  block,
  icon,
  flip,
  className,
  children,
  ...rest
}: ButtonLook & ComponentProps<'button'>) {
  return (
    <button type="button" {...rest} className={buttonClass({ variant, size, block, className })}>
      <ButtonInside {...(icon && { icon })} {...(flip && { flip })}>
        {children}
      </ButtonInside>
    </button>
  );
}

/** A link that looks like a button. Nothing is fetched ahead: a phone's data is not ours to spend. */
export function ButtonLink({
  variant,
  size,
  block,
  icon,
  flip,
  className,
  children,
  ...rest
}: ButtonLook & ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...rest} className={buttonClass({ variant, size, block, className })}>
      <ButtonInside {...(icon && { icon })} {...(flip && { flip })}>
        {children}
      </ButtonInside>
    </Link>
  );
}
