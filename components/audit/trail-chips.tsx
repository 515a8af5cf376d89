import { FilterChips } from '@/components/ui/filter-chips';
import type { TrailFilter } from '@/lib/audit/schema';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

interface Props {
  filter: TrailFilter;
  people: { value: string; label: string }[];
  /** Name of the child that the trail is narrowed to. */
  child: string | null;
}

/** What the trail is narrowed by, each to be taken away. */
export async function TrailChips({ filter, people, child }: Props) {
  const [t, format] = await Promise.all([getTranslations('audit'), getFormat()]);
  const { q, by, group, from, to } = filter;
  const labels: Partial<Record<keyof TrailFilter, string | false>> = {
    q: q && t('chipSearch', { q }),
    by: by && t('chipBy', { name: people.find(({ value }) => value === by)?.label ?? t('gone') }),
    group: group && t(`groups.${group}`),
    child: filter.child && t('chipChild', { name: child ?? t('gone') }),
    from: from && t('chipFrom', { day: format.date(from) }),
    to: to && t('chipTo', { day: format.date(to) }),
  };
  return (
    <FilterChips
      clearHref={routes.audit}
      chips={Object.entries(labels).flatMap(([name, label]) =>
        label ? [{ label, href: listAddress(routes.audit, { ...filter, [name]: '' }) }] : [],
      )}
    />
  );
}
