import type { Alert } from '@/lib/messages/watch/schema';

type Named = { name: string; nativeName: string | null };

export type News = {
  conversations: { id: string; subject: string; at: Date; child: Named; guardian: Named }[];
  notices: { id: string; title: string; urgent: boolean; at: Date }[];
  /** Of the head of the house: what waits for a decision. */
  support: number;
  bands: number;
  /** What the provider of the messages reported and nobody has seen. */
  channel: Alert[];
  /** Guardians of whose number somebody answered that it is wrong. */
  wrong: (Named & { id: string })[];
};
