import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { SearchField } from './search-box';

interface Props {
  /** The list's own address; what is chosen becomes its query. */
  action: string;
  /** Label and present value of the search field. */
  search: { label: string; value?: string };
  /** What stays on though the form does not show it, e.g. the order. */
  keep?: Record<string, string>;
  /** `SelectField`s with a valueless first line for "all". */
  children?: ReactNode;
}

/** Search and filters of a list: a plain GET form, so that every view of the list has an address. */
export function FilterForm({ action, search, keep = {}, children }: Props) {
  const t = useTranslations('common');
  return (
    <search>
      <form
        action={action}
        aria-label={t('filters')}
        className="grid items-end gap-3 sm:flex sm:flex-wrap *:sm:flex-[1_1_9rem]"
      >
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SearchField
          label={search.label}
          {...(search.value && { defaultValue: search.value })}
          className="sm:flex-[3_1_16rem]!"
        />
        {children}
        <Button type="submit" className="sm:flex-none!">
          {t('show')}
        </Button>
      </form>
    </search>
  );
}
