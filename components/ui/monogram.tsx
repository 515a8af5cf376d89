import { clsx } from 'clsx';

/** First letters of up to two words; an Arabic-script name gives one letter, since two would join. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = Array.from(words[0] ?? '')[0] ?? '';
  if (/\p{Script=Arabic}/u.test(first) || words.length < 2) return first.toUpperCase();
  return (first + (Array.from(words.at(-1)!)[0] ?? '')).toUpperCase();
}

const sizes = {
  sm: 'size-8 text-caption',
  md: 'size-10 text-small',
  lg: 'size-14 text-heading sm:size-20 sm:text-title',
};

/** Stands where a picture would: decoration, the name is always beside it. */
export function Monogram({
  name,
  size = 'md',
  className,
}: {
  name: string;
  size?: keyof typeof sizes;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid flex-none place-items-center rounded-round border border-line bg-emerald-soft leading-none font-semibold text-emerald',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
