import 'server-only';
import { localChannel } from './local';
import { type ChannelName, type MessagingChannel, MessagingError } from './port';

const channels: Partial<Record<ChannelName, MessagingChannel>> = { LOCAL: localChannel };

/** @throws MessagingError NO_CHANNEL when nothing of that name is set up */
export function messagingChannel(name: string): MessagingChannel {
  const channel = channels[name as ChannelName];
  if (!channel) throw new MessagingError('NO_CHANNEL');
  return channel;
}
