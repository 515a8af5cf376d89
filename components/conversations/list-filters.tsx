import { useTranslations } from 'next-intl';
import { Segmented } from '@/components/ui/link-row';
import type { ConversationList } from '@/lib/conversations/schema';
import { listAddress } from '@/lib/core/list-address';

const shows = ['', 'unread', 'closed'] as const;

/** All, what waits, what is closed; and of the office whose desk. */
export function ListFilters({
  list,
  address,
  desks = false,
}: {
  list: ConversationList;
  address: string;
  desks?: boolean;
}) {
  const t = useTranslations('conversations');
  const at = (change: Partial<ConversationList>) => {
    const { show, desk } = { ...list, ...change };
    return listAddress(address, { show, desk });
  };
  return (
    <div className="flex flex-wrap gap-3">
      <Segmented
        label={t('shows.label')}
        items={shows.map((show) => ({
          href: at({ show }),
          label: t(`shows.${show || 'all'}`),
          current: list.show === show,
        }))}
      />
      {desks && (
        <Segmented
          label={t('deskLabel')}
          items={(['', 'OFFICE', 'USTADH'] as const).map((desk) => ({
            href: at({ desk }),
            label: desk ? t(`desks.${desk}`) : t('bothDesks'),
            current: list.desk === desk,
          }))}
        />
      )}
    </div>
  );
}
