import type { ImportState } from '../schema';

/** After these days nobody takes a saved import back, and one left lying is given up. */
export const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

type Moments = { state: ImportState; committedAt: Date | null; undoneAt: Date | null; updatedAt: Date };

/** What becomes of an import's rows now: nothing yet; their text is erased and their counts stay; or they go whole,
 *  because nothing of them was ever saved. The sweep (prisma/sql/28-retention.sql) counts the same days. */
export function endOf({ state, ...at }: Moments, now: Date): 'kept' | 'erased' | 'given up' {
  const since = at.undoneAt ?? at.committedAt ?? at.updatedAt;
  if (since.getTime() + KEPT_DAYS * DAY_MS > now.getTime()) return 'kept';
  if (state === 'DONE' || state === 'UNDONE') return 'erased';
  return state === 'COMMITTING' || state === 'UNDOING' || state === 'DISCARDED' ? 'kept' : 'given up';
}

/** A saving or a taking back has tried its last within minutes; one that moved nothing for a day comes no more. */
export function isStuck({ state, updatedAt }: Pick<Moments, 'state' | 'updatedAt'>, now: Date): boolean {
  return (state === 'COMMITTING' || state === 'UNDOING') && updatedAt.getTime() + DAY_MS <= now.getTime();
}
