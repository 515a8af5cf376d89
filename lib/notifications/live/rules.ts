import type { Role } from '@/lib/core/auth/roles';
import type { Tiding } from '@/lib/core/db/listen';

/** Streams of one session in one process: a browser shares one among its tabs, so a second is another browser's copy.
 *  Counted by each process for itself, for what it guards is a process: its memory and its one ear. A session spread over
 *  n processes may hold n times as many; each is looked at and ended by the same rules. */
export const MOST_OF_SESSION = 4;
export const MOST_OF_PROCESS = 2000;

export interface Watcher {
  readonly userId: string;
  readonly institutionId: string;
  readonly role: Role;
  /** As the database signed it: its lists of ids say what may concern this reader. */
  readonly context: string;
}

/** Whether a change may be for this reader at all: saves asking for each of hundreds. What it may see of it the database
 *  says afterwards, under the reader's own scope. */
export function mayConcern({ userId, institutionId, role, context }: Watcher, tiding: Tiding): boolean {
  if (tiding.about === 'all' || tiding.about === 'begun') return true;
  if (tiding.about === 'person') return tiding.userId === userId;
  if (tiding.institutionId !== institutionId) return false;
  if (tiding.about === 'notice' || role === 'admin') return true;
  // A number that is wrong is the campus's to mend, too.
  if (tiding.about === 'channel') return role === 'campus_admin';
  return context.includes(role === 'teacher' ? tiding.studentId : tiding.guardianId);
}

/** Notices concern everybody at once: each stream asks at a moment of its own within so many milliseconds. */
export const SPREAD_MS = {
  conversation: 0,
  channel: 0,
  person: 0,
  begun: 0,
  notice: 3000,
  all: 5000,
} as const;

/** One event of the stream. `id` comes back as Last-Event-ID. */
export const eventText = (name: 'news' | 'over', data: object, id?: number): string =>
  `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
