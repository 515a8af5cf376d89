import type { LocalDate } from '@/lib/core/time';

/** That somebody opened a child's record on a day. */
export type RecordView = {
  id: string;
  day: LocalDate;
  role: string;
  name: string | null;
  nativeName: string | null;
  /** Of HifzPro support; empty for people of the institution. */
  ticket: string;
  times: number;
  firstAt: Date;
  lastAt: Date;
};
