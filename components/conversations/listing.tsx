import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { MessagesSquare } from '@/components/ui/icons';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { sideOf } from '@/lib/conversations/rules';
import type { ConversationList as Address } from '@/lib/conversations/schema';
import type { ConversationLine } from '@/lib/conversations/view/schema';
import type { Scope } from '@/lib/core/auth/scope';
import { listAddress } from '@/lib/core/list-address';
import { ConversationList } from './conversation-list';

interface Props {
  scope: Scope;
  list: Address;
  /** Lines on a page. */
  size: number;
  found: { lines: ConversationLine[]; total: number };
  address: string;
  href: (id: string) => string;
}

/** The sheet of a list page: the lines and the pager, or why there are none. */
export function Listing({ scope, list, size, found, address, href }: Props) {
  const t = useTranslations('conversations');
  const { page, show, desk } = list;
  const side = sideOf(scope.role);
  const first = (page - 1) * size + 1;
  const last = first + found.lines.length - 1;
  const at = (n: number) => listAddress(address, { show, desk, page: n > 1 ? String(n) : '' });
  if (found.lines.length === 0)
    return (
      <Sheet>
        <EmptyState icon={MessagesSquare} title={show || desk ? t('nothing') : t('empty')}>
          {!show && !desk && t(side === 'FAMILY' ? 'familyEmptyBody' : 'emptyBody')}
        </EmptyState>
      </Sheet>
    );
  return (
    <Sheet padded={false} ruled={false}>
      <ConversationList
        lines={found.lines}
        side={side}
        href={href}
        today={scope.today}
        timeZone={scope.institution.timeZone}
      />
      {found.total > size && (
        <Pager
          from={first}
          to={last}
          total={found.total}
          backHref={page > 1 ? at(page - 1) : undefined}
          nextHref={last < found.total ? at(page + 1) : undefined}
        />
      )}
    </Sheet>
  );
}
