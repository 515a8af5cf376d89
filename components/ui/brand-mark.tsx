import { clsx } from 'clsx';

export const starPath =
  'M23 12L19.8 15.2L19.8 19.8L15.2 19.8L12 23L8.8 19.8L4.2 19.8L4.2 15.2L1 12L4.2 8.8L4.2 4.2L8.8 4.2L12 1L15.2 4.2L19.8 4.2L19.8 8.8Z';

/** The eight-pointed star with a gold heart, and the name in Amiri. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <span
      className={clsx(
        'inline-flex min-h-tap items-center gap-2.5 font-mark text-[1.375rem] leading-none font-bold',
        className,
      )}
      lang="en"
      dir="ltr"
    >
      <svg viewBox="0 0 24 24" className="size-7.5 flex-none" aria-hidden="true">
        <path d={starPath} fill="none" stroke="currentColor" strokeWidth="1.3" />
        <path d={starPath} transform="translate(7.2 7.2) scale(.4)" className="fill-gold" />
      </svg>
      <span className="font-mark">HifzPro</span>
    </span>
  );
}
