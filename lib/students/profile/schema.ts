import type { LocalDate } from '@/lib/core/time';
import type { Relation } from '@/lib/guardians/rules';
import type { WrongNumber } from '@/lib/guardians/schema';
import type { Grade, LessonKind, MistakeKind } from '@/lib/lessons/rules';
import type { DeliveryState, MessageKind } from '@/lib/messages/schema';
import type { Programme } from '../rules';

type HalqaName = { id: string; name: string; nativeName: string | null };
export type ProfileGuardian = {
  linkId: string;
  guardianId: string;
  name: string;
  nativeName: string | null;
  language: string;
  relation: Relation;
  isPrimary: boolean;
  receivesMessages: boolean;
  /** ISO instant */
  optedOutAt: string | null;
  /** E.164, the primary one first */
  phones: string[];
  wrongPhones: WrongNumber[];
  siblings: { id: string; name: string }[];
};
export type ProfileEnrolment = {
  id: string;
  programme: Programme;
  halqa: string;
  halqaNative: string | null;
  from: LocalDate;
  to: LocalDate | null;
  reason: string | null;
};
export type ProfileLesson = Record<MistakeKind, number> & {
  id: string;
  date: LocalDate;
  session: string;
  kind: LessonKind;
  /** flat pairs of ayah ordinals */
  portions: number[];
  grade: Grade;
};
export type ProfileMessage = {
  id: string;
  day: LocalDate;
  kind: MessageKind;
  state: DeliveryState;
  guardian: string;
  language: string;
};

export type StudentProfile = {
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  bornOn: LocalDate | null;
  programme: Programme;
  status: 'ACTIVE' | 'LEFT';
  admittedOn: LocalDate;
  leftOn: LocalDate | null;
  leaveReason: string | null;
  mushaf: string | null;
  /** The institution's settings of grades, unread. */
  grading: unknown;
  campus: { name: string; nativeName: string | null };
  halqa: (HalqaName & { ustadh: string | null }) | null;
  progress: {
    memorised: number[];
    heldAyahs: number;
    nextSabaq: number[];
    lastLessonOn: LocalDate | null;
  } | null;
  guardians: ProfileGuardian[];
  enrolments: ProfileEnrolment[];
  lessons: ProfileLesson[];
  lessonCount: number;
  attendance: { date: LocalDate; status: 'PRESENT' | 'LATE' | 'ABSENT' | 'LEAVE' }[];
  /** Empty for whoever may not see the message log. */
  messages: ProfileMessage[];
  /** Empty for all but admins. Words on health are null: they are opened on request alone (lib/students/health). */
  notes: { id: string; kind: 'REMARK' | 'HEALTH'; body: string | null; at: string }[];
  consents: { id: string; wording: string; at: string }[];
};
