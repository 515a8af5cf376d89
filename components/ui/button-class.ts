import { cva } from 'class-variance-authority';

export const buttonClass = cva(
  'inline-flex items-center justify-center gap-2 border rounded-control py-1 font-medium leading-(--leading-control) no-underline text-center [font-family:var(--face-small)] transition-colors duration-(--duration-quick) ease-calm disabled:cursor-not-allowed disabled:border-line disabled:bg-sunk disabled:text-ink-3 aria-busy:pointer-events-none',
  {
    variants: {
      variant: {
        primary: 'border-emerald bg-emerald text-on-emerald hover:border-emerald-deep hover:bg-emerald-deep',
        secondary: 'border-edge bg-sheet text-ink hover:bg-sunk',
        ghost: 'border-transparent text-emerald hover:bg-emerald-soft',
        danger: 'border-clay bg-sheet text-clay hover:bg-clay-soft',
        dangerSolid: 'border-clay bg-clay text-on-clay hover:opacity-90',
      },
      size: {
        md: 'min-h-tap px-4.5 text-(length:--text-control)',
        lg: 'min-h-13 px-5 text-lead',
        thumb: 'min-h-tap-thumb px-5 text-(length:--text-control)',
        icon: 'size-tap flex-none',
      },
      block: { true: 'w-full' },
    },
    compoundVariants: [{ variant: 'ghost', size: 'md', class: 'px-3' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);
