import 'server-only';
import { env } from '@/lib/core/env';
import { localChannel } from './local';
import { metaChannel } from './meta';
import type { ChannelAccount, MessagingChannel } from './port';
import { ultramsgChannel } from './ultramsg';

/** The way to families that an institution has chosen. */
export function openChannel(account: ChannelAccount): MessagingChannel {
  const { META_BASE_URL, META_API_VERSION, ULTRAMSG_BASE_URL } = env();
  if (account.provider === 'META')
    return metaChannel(account, { base: `${META_BASE_URL}/${META_API_VERSION}` });
  if (account.provider === 'ULTRAMSG') return ultramsgChannel(account, { base: ULTRAMSG_BASE_URL });
  return localChannel;
}
