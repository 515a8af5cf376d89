import { clsx } from 'clsx';
import { Search } from '@/components/ui/icons';

interface FieldProps {
  /** Says what can be found; it is the placeholder too. */
  label: string;
  name?: string;
  defaultValue?: string;
  className?: string;
}

/** The field alone, for a filter form that has more than a search. */
export function SearchField({ label, name = 'q', defaultValue, className }: FieldProps) {
  return (
    <span className={clsx('relative block', className)}>
      <Search
        aria-hidden
        size={20}
        strokeWidth={1.75}
        className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        name={name}
        defaultValue={defaultValue}
        aria-label={label}
        placeholder={label}
        maxLength={120}
        enterKeyHint="search"
        className="control ps-10"
      />
    </span>
  );
}

interface BoxProps extends FieldProps {
  /** The list that answers. */
  action: string;
  /** Filters that stay on while searching. */
  keep?: Record<string, string>;
}

/** A plain GET form: the query lives in the address. */
export function SearchBox({ action, keep = {}, className, ...field }: BoxProps) {
  return (
    <search className={className}>
      <form action={action}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SearchField {...field} />
      </form>
    </search>
  );
}
