import type { NoticeState } from '../schema';

export type Named = { name: string; nativeName: string | null };

export type NoticeLine = {
  id: string;
  title: string;
  body: string;
  urgent: boolean;
  state: NoticeState;
  publishAt: Date;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  reason: string | null;
  toFamilies: boolean;
  toStaff: boolean;
  campus: Named | null;
  halqa: Named | null;
  /** Of the office: to how many, and how many have read and acknowledged it. */
  sent: number;
  read: number;
  acknowledged: number;
};

export const NOTICES_SHOWN = 20;

export type ReceivedNotice = Omit<NoticeLine, 'sent' | 'read' | 'acknowledged'> & {
  /** Null: it was published before the reader belonged to its audience. */
  receipt: { readAt: string | null; acknowledgedAt: string | null } | null;
};

export type AudienceChoices = { campuses: (Named & { id: string })[]; halqas: (Named & { id: string })[] };
