/** Roles that an office gives; a guardian's follows the children and a student's the enrolment. */
export const OFFICE_ROLES = ['admin', 'campus_admin', 'teacher', 'examiner', 'accountant'] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];

export const isOfficeRole = (role: string): role is OfficeRole =>
  (OFFICE_ROLES as readonly string[]).includes(role);

/** Where a person stands in the house. `LAPSED`: the invitation's link ended before it was used. */
export type PersonState = 'INVITED' | 'LAPSED' | 'ACTIVE' | 'SUSPENDED' | 'DISMISSED';

/** What an admin may do to somebody; nothing of it to oneself, so that no house is left without an admin by a slip. */
export type Act = 'role' | 'suspend' | 'resume' | 'dismiss' | 'restore' | 'invite' | 'withdraw';

interface Facts {
  readonly role: string;
  readonly state: PersonState;
  readonly self: boolean;
  /** Marked as left in the list of staff: the way back begins there. */
  readonly left: boolean;
}

export function actsOn({ role, state, self, left }: Facts): Act[] {
  if (self) return [];
  if (state === 'INVITED' || state === 'LAPSED') return ['invite', 'withdraw'];
  if (left) return [];
  if (!isOfficeRole(role)) return state === 'SUSPENDED' ? ['resume'] : state === 'ACTIVE' ? ['suspend'] : [];
  if (state === 'DISMISSED') return ['restore'];
  return state === 'SUSPENDED' ? ['role', 'resume', 'dismiss'] : ['role', 'suspend', 'dismiss'];
}

interface Standing {
  readonly endedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly left: boolean;
}

export function memberState({ endedAt, suspendedAt, left }: Standing): PersonState {
  if (endedAt || left) return 'DISMISSED';
  return suspendedAt ? 'SUSPENDED' : 'ACTIVE';
}
