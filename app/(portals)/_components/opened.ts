import 'server-only';
import { notFound } from 'next/navigation';
import { openConversation } from '@/lib/conversations/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { openNotice } from '@/lib/notices/mutations';

/** What is read by being opened: nothing for an id that is none, nor for a browser that fetches ahead of a click. */
const opened =
  <Found>(open: (tx: TenantTx, scope: Scope, id: string) => Promise<Found>) =>
  async (scope: Scope, id: string): Promise<NonNullable<Found>> => {
    if (!isId(id) || (await isFetchedAhead())) notFound();
    return orNotFound(inTenant(scope, (tx) => open(tx, scope, id)));
  };

/** A conversation that the reader has open from now on, or 404. */
export const openedConversation = opened(openConversation);
/** A notice that the reader has open from now on, or 404. */
export const openedNotice = opened(openNotice);
