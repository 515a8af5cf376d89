import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { type LocalDate, localMinutesAt } from '@/lib/core/time';
import type { AskedSession } from '@/lib/halqas/day/queries';
import { sweepAddress } from '@/lib/lessons/schema';

/** The day and session of an address: `?date=&session=`. No day to come; of today the clock says which session runs. */
export function askedSession(
  { today, now, institution }: Scope,
  search: Record<string, string | string[] | undefined>,
): Pick<AskedSession, 'session' | 'minutes'> & { date: LocalDate } {
  const { date: asked, session } = sweepAddress.parse(search);
  const date = asked && asked < today ? asked : today;
  return { date, session, ...(date === today && { minutes: localMinutesAt(now, institution.timeZone) }) };
}
