import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { dayNumber, type LocalDate } from '@/lib/core/time';
import { getGates } from '@/lib/jaiza/queries';
import { fromFlat, portionsFromFlat, toFlat, union } from '@/lib/quran/range-set';
import { type Gate, type Hold, holdOf } from '../brake/rules';
import { manzilStrength, planAhead, portionsOf, queueLeft } from '../plan/rules';
import { getChildMemories, getRevisionWays } from '../queries';
import { settingsFor } from '../rules';

export interface TodayChild {
  readonly id: string;
  readonly programme: string;
  /** Heard beside manzil. */
  readonly nextSabaq: readonly number[];
  readonly nextSabqi: readonly number[];
}

export interface RevisionToday {
  /** Flat portions. */
  readonly manzil: number[];
  readonly hold: Hold | null;
}

/**
 * The manzil of a day and what holds sabaq, worked out for that very day: strength falls and turns come while nobody
 * saves anything. Some queries for a whole halqa. Children of whom nothing is kept are left out.
 */
export async function getRevisionToday(
  tx: TenantTx,
  {
    institutionId,
    children,
    on,
    gates: known,
  }: {
    institutionId: string;
    children: readonly TodayChild[];
    on: LocalDate;
    /** What of the jaiza holds sabaq, where it is known already. */
    gates?: Map<string, Gate> | undefined;
  },
): Promise<Map<string, RevisionToday>> {
  const ways = await getRevisionWays(tx, { institutionId });
  const studentIds = children.map(({ id }) => id);
  const gates = known ?? (await getGates(tx, { institutionId, studentIds }));
  const memories = await getChildMemories(tx, { institutionId, studentIds });
  return new Map(
    children.flatMap(({ id, programme, nextSabaq, nextSabqi }) => {
      const memory = memories.get(id);
      if (!memory) return [];
      const settings = settingsFor(ways.settings, memory);
      const hifz = programme === 'HIFZ';
      const apart = hifz ? union(fromFlat(nextSabaq), portionsFromFlat(nextSabqi)) : [];
      const { states, releasedUntil } = memory;
      const plan = planAhead({
        states,
        apart,
        settings,
        calendar: ways.calendar,
        on,
        days: 1,
        queue: queueLeft(states, memory),
      });
      const strength = manzilStrength(states, { apart, day: dayNumber(on) });
      const gate = gates.get(id);
      const hold = hifz ? holdOf({ settings, behind: plan.behind, strength, gate, releasedUntil, on }) : null;
      return [[id, { manzil: toFlat(portionsOf(plan.days[0]!)), hold }]];
    }),
  );
}
