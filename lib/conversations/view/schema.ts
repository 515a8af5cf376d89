import type { Hours } from '../hours/rules';
import type { ConversationState, Desk, Side } from '../schema';

export type Named = { name: string; nativeName: string | null };

export type ConversationLine = {
  id: string;
  subject: string;
  desk: Desk;
  state: ConversationState;
  /** Whether something waits in it for the reader. */
  unread: boolean;
  lastAt: Date;
  lastSide: Side;
  /** Beginning of the latest message. */
  latest: string;
  child: Named & { id: string };
  guardian: Named;
};

export const LIST_SIZE = 20;

export type Message = {
  id: string;
  side: Side;
  role: string;
  own: boolean;
  body: string;
  createdAt: Date;
  /** Of the person of the school, as far as the reader may know it. */
  author: Named | null;
};

export type InsideNote = { id: string; role: string; body: string; createdAt: Date; author: Named | null };

export type ConversationPage = {
  id: string;
  subject: string;
  desk: Desk;
  state: ConversationState;
  lastAt: Date;
  schoolReadAt: Date | null;
  familyReadAt: Date | null;
  child: Named & { id: string };
  guardian: Named & { id: string };
  relation: string | null;
  /** Asatidha of the child's halqa now: they read what is written to the ustadh. */
  asatidha: Named[];
  messages: Message[];
  /** Whether there are older ones than these. */
  earlier: boolean;
  /** Nothing for a family. */
  notes: InsideNote[];
  hours: Hours;
};

export type ChildChoice = Named & { id: string; asatidha: Named[] };

export type GuardianChoice = Named & { id: string; relation: string; signsIn: boolean };
