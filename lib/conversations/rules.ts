import type { Role } from '@/lib/core/auth/roles';
import type { Desk, Side } from './schema';

export const sideOf = (role: Role): Side => (role === 'guardian' ? 'FAMILY' : 'SCHOOL');

/** The desk at which a role of the school writes. */
export const deskOf = (role: Role): Desk => (role === 'teacher' ? 'USTADH' : 'OFFICE');

/** Whether what a family wrote at this desk waits for this reader: the office may read along at the ustadh's, but it is
 *  not the one who is asked. */
export const isAsked = (role: Role, desk: Desk): boolean =>
  sideOf(role) === 'SCHOOL' && deskOf(role) === desk;

/** Whether the other side has read what was written at `at`. */
export const wasRead = (at: Date, readAt: Date | null): boolean => readAt !== null && readAt >= at;

/** The messages of one day together, in their order; `dayOf` says which day one is of. */
export function byDay<Message>(
  messages: readonly Message[],
  dayOf: (message: Message) => string,
): { day: string; messages: Message[] }[] {
  const days: { day: string; messages: Message[] }[] = [];
  for (const message of messages) {
    const day = dayOf(message);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
