import { addDays, type LocalDate, momentAt } from '@/lib/core/time';

/** How far ahead a notice may be set. */
export const MOST_DAYS_AHEAD = 90;

export type Audience = { kind: 'ALL' } | { kind: 'CAMPUS' | 'HALQA'; id: string };

/** As the form sends it: `ALL`, `CAMPUS:<id>`, `HALQA:<id>`. */
export function readAudience(text: string): Audience {
  const [kind, id] = text.split(':');
  return id ? { kind: kind as 'CAMPUS' | 'HALQA', id } : { kind: 'ALL' };
}

/** Whom a notice reaches, as told before it is sent. */
export interface Reach {
  readonly families: number;
  /** Of them who have never signed in, so that they cannot read it yet. */
  readonly unreached: number;
  readonly staff: number;
}
export const reachTotal = ({ families, staff }: Reach): number => families + staff;

/** What a sender was shown before sending: the choice and the figures. Another choice, or another figure, is shown anew. */
export const shownReach = (
  {
    audience,
    families,
    staff,
    day = '',
    hour = '',
  }: {
    audience: string;
    families?: string | undefined;
    staff?: string | undefined;
    day?: string | undefined;
    hour?: string | undefined;
  },
  reach: Reach,
): string => [audience, families, staff, day, hour, reach.families, reach.staff].join(' ');

/** What sending answers: first whom it would reach (`at`: when, ISO, null at once), then the notice. */
export type NoticeAnswer = { asked: Reach & { at: string | null; shown: string } } | { id: string };

/** When it goes: `null` at once; `'past'` or `'far'` where it cannot. */
export function publishTime(
  { day, hour }: { day?: LocalDate | undefined; hour?: string | undefined },
  { now, today, timeZone }: { now: Date; today: LocalDate; timeZone: string },
): Date | null | 'past' | 'far' {
  if (!day) return null;
  if (day > addDays(today, MOST_DAYS_AHEAD)) return 'far';
  const minutes = hour ? Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3)) : 8 * 60;
  const at = momentAt(day, minutes, timeZone);
  return at <= now ? 'past' : at;
}
