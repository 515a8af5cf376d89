import { cva } from 'class-variance-authority';

/** The look of a button; its lines stand in globals.css. */
export const buttonClass = cva('button', {
  variants: {
    variant: {
      primary: 'button-primary',
      secondary: 'button-secondary',
      ghost: 'button-ghost',
      danger: 'button-danger',
      dangerSolid: 'button-dangerSolid',
    },
    size: { md: 'button-md', lg: 'button-lg', thumb: 'button-thumb', icon: 'button-icon' },
    block: { true: 'w-full' },
  },
  defaultVariants: { variant: 'secondary', size: 'md' },
});
