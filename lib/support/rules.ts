/** A day for the office to answer in, a week for a request to wait: prisma/sql/25-support.sql holds the same two. */
export const WAITS_DAYS = 7;
export const APPROVED_HOURS = 24;

/** How long a visit may be, in minutes. */
export const VISIT_MINUTES = [30, 60, 240, 480] as const;

export const STORED_STATES = ['REQUESTED', 'APPROVED', 'REFUSED', 'ACTIVE', 'ENDED', 'EXPIRED'] as const;
export type StoredState = (typeof STORED_STATES)[number];
/** What counts now. LAPSED: nobody answered, or nobody came. */
export type GrantState = StoredState | 'LAPSED';

export interface GrantFacts {
  readonly state: string;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly expiresAt: Date | null;
}

const hours = (n: number) => n * 3_600_000;

/** The state of a grant at a moment: a clock that ran out needs nobody to write it down. */
export function grantState({ state, createdAt, decidedAt, expiresAt }: GrantFacts, now: Date): GrantState {
  const age = (from: Date | null) => now.getTime() - (from ?? now).getTime();
  if (state === 'REQUESTED' && age(createdAt) >= hours(24 * WAITS_DAYS)) return 'LAPSED';
  if (state === 'APPROVED' && age(decidedAt) >= hours(APPROVED_HOURS)) return 'LAPSED';
  if (state === 'ACTIVE' && expiresAt !== null && expiresAt <= now) return 'EXPIRED';
  return state as StoredState;
}

/** A request and the visit that came of it. */
export type Grant = {
  id: string;
  ticket: string;
  reason: string;
  state: GrantState;
  requestedBy: string;
  requesterName: string;
  /** Came in without an answer, as the institution had agreed beforehand. */
  emergency: boolean;
  write: boolean;
  minutes: number | null;
  /** Who of the office answered, by the name that the register has. */
  decider: string | null;
  decidedAt: Date | null;
  refusal: string | null;
  startsAt: Date | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  endedBy: string | null;
  createdAt: Date;
};

/** What every page of the office says about HifzPro support. */
export type SupportNow = {
  /** Requests that the office has not answered. */
  waiting: number;
  visits: Pick<Grant, 'id' | 'requesterName' | 'ticket' | 'write' | 'expiresAt'>[];
};

/** The rooms of the office that a visit's address may lie in. */
export const ROOMS = [
  'today',
  'students',
  'guardians',
  'halqas',
  'staff',
  'campuses',
  'messages',
  'import',
  'people',
  'audit',
  'support',
  'other',
] as const;
export type Room = (typeof ROOMS)[number];

export type Opened = { room: Room; id: string | null; leaf: string | null };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an address of the office shows: the room, the one row it names, and what lies below that row. */
export function openedOf(path: string): Opened {
  const [portal, room, id, leaf] = path.split('/').filter(Boolean);
  if (portal !== 'admin') return { room: 'other', id: null, leaf: null };
  if (!room) return { room: 'today', id: null, leaf: null };
  const known = ROOMS.find((one) => one === room) ?? 'other';
  if (id && uuid.test(id)) return { room: known, id, leaf: leaf ?? null };
  return { room: known, id: null, leaf: id ?? null };
}

export type TrailKind = 'asked' | 'answered' | 'entered' | 'viewed' | 'refused' | 'changed' | 'ended';

export type TrailLine = {
  id: string;
  at: Date;
  action: string;
  kind: TrailKind;
  /** Of a page that was opened or refused. */
  opened: Opened | null;
  /** Permission that the page or form asked for. */
  what: string | null;
  /** Of the child, person or halqa that the line is about, when the register still has it. */
  name: string | null;
  nativeName: string | null;
};

/** Which kind of line an entry of the chain is in the list of a visit. */
export function trailKind(action: string): TrailKind {
  switch (action) {
    case 'support.requested':
    case 'support.emergency':
      return 'asked';
    case 'support.approved':
    case 'support.declined':
      return 'answered';
    case 'support.entered':
      return 'entered';
    case 'support.viewed':
      return 'viewed';
    case 'support.refused':
      return 'refused';
    case 'support.ended':
    case 'support.expired':
      return 'ended';
    default:
      return 'changed';
  }
}

/** An institution as HifzPro's people see it from outside. */
export type House = { id: string; name: string; nativeName: string | null; status: string };

/** Since when the institution agrees to emergency entry; null when it does not. */
export type EmergencyAgreement = { agreedAt: Date | null };

export type OwnGrant = {
  id: string;
  house: string;
  houseNative: string | null;
  ticket: string;
  reason: string;
  state: GrantState;
  write: boolean;
  minutes: number | null;
  refusal: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  /** This very session is on the visit. */
  here: boolean;
};

/** How things stand, in a few characters: another mark means that the office's frame is out of date. */
export const supportMark = ({
  waiting,
  visits,
}: {
  waiting: number;
  visits: readonly { readonly id: string }[];
}): string => [waiting, ...visits.map(({ id }) => id)].join(' ');
