import type { DaySession } from '@/lib/attendance/rules';
import type { Programme } from '../cells/words';
import type { LocalDate } from '../schema';

/** What the institution already has, as plain rows; the rules match against them and nothing else. */
export type ExistingCampus = { id: string; name: string; nativeName: string | null };
export type ExistingHalqa = {
  id: string;
  name: string;
  nativeName: string | null;
  programme: Programme;
  /** Of the day, in its order. */
  sessions: DaySession[];
  campusId: string;
};
export type ExistingStaff = {
  id: string;
  name: string;
  nativeName: string | null;
  phones: string[];
  emails: string[];
  /** Out of service. */
  left: boolean;
  /** Where he teaches today. */
  halqaIds: string[];
};
export type ExistingStudent = {
  id: string;
  rollNo: string | null;
  name: string;
  nativeName: string | null;
  bornOn: LocalDate | null;
  gender: string | null;
  /** E.164 of every guardian. */
  phones: string[];
  /** Those of them to whom nothing goes about this child. */
  silent: string[];
};
export type ExistingGuardian = {
  id: string;
  name: string;
  nativeName: string | null;
  phones: string[];
  /** Has stopped all messages himself. */
  stopped: boolean;
};
