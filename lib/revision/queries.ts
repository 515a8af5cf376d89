import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { type TeachingCalendar, teachingCalendar } from './calendar/rules';
import { memoriesOf } from './cycle/rules';
import type { Part, UnitMemory, UnitState } from './memory/rules';
import type { Mode, RevisionSettings } from './rules';
import { readRevision } from './schema';

export interface RevisionWays {
  readonly settings: RevisionSettings;
  readonly calendar: TeachingCalendar;
}

/** How the institution revises, and the days it teaches: one query. */
export async function getRevisionWays(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<RevisionWays> {
  const [kept] = await tx.$queryRaw<{ revision: unknown; weeklyHoliday: number | null }[]>`
    SELECT n.revision, i.weekly_holiday AS "weeklyHoliday" FROM institutions i
    LEFT JOIN institution_settings n ON n.institution_id = i.id AND n.id = i.id WHERE i.id = ${institutionId}::uuid`;
  const settings = readRevision(kept?.revision ?? null);
  return { settings, calendar: teachingCalendar(kept?.weeklyHoliday ?? null, settings.daysOff) };
}

/** What the ustadh decided for one child. */
export interface ChildWays {
  readonly amount: number | null;
  readonly mode: Mode | null;
  readonly queue: readonly number[];
  readonly queuedOn: LocalDate | null;
  readonly releasedUntil: LocalDate | null;
}

export interface ChildMemory extends ChildWays {
  readonly states: readonly UnitState[];
}

/** A unit as the database hands it over: unit, stability, difficulty, reviews, since, repeatOn, parts. */
export type PackedUnit = [number, number, number, number, number, number | null, number[]];

export function unpackUnit([
  unit,
  stability,
  difficulty,
  reviews,
  since,
  repeatOn,
  flat,
]: PackedUnit): UnitState {
  const parts: Part[] = [];
  for (let i = 0; i < flat.length; i += 3) parts.push([flat[i]!, flat[i + 1]!, flat[i + 2]!]);
  return { unit, stability, difficulty, reviews, since, repeatOn, parts };
}

/** Everything that is kept of some children's memory, with what was decided for each: one query. Of thousands of units the
 *  database writes the text itself in half the time that it takes to make json of them. */
export async function getChildMemories(
  tx: TenantTx,
  { institutionId, studentIds }: { institutionId: string; studentIds: readonly string[] },
): Promise<Map<string, ChildMemory>> {
  const rows = await tx.$queryRaw<(ChildWays & { id: string; units: string })[]>`
    SELECT m.student_id AS id, m.units, p.amount, p.mode, coalesce(p.queue, '{}') AS queue,
      p.queued_on::text AS "queuedOn", p.released_until::text AS "releasedUntil"
    FROM (SELECT student_id, string_agg(format('[%s,%s,%s,%s,%s,%s,[%s]]', unit, stability, difficulty, reviews,
        since - date '1970-01-01', coalesce((repeat_on - date '1970-01-01')::text, 'null'), array_to_string(parts, ',')), ',') AS units
      FROM memory_units WHERE institution_id = ${institutionId}::uuid AND student_id = ANY (${[...studentIds]}::uuid[])
      GROUP BY student_id) m
    LEFT JOIN revision_plans p ON p.institution_id = ${institutionId}::uuid AND p.student_id = m.student_id`;
  return new Map(
    rows.map(({ id, units, ...ways }) => {
      const packed: PackedUnit[] = JSON.parse(`[${units}]`);
      return [id, { ...ways, states: packed.map(unpackUnit) }];
    }),
  );
}

/** The memory of each child in page order, due as the institution's cycle (or the child's pure one) has it. */
export async function getMemories(
  tx: TenantTx,
  { institutionId, studentIds }: { institutionId: string; studentIds: readonly string[] },
): Promise<Map<string, UnitMemory[]>> {
  const { settings, calendar } = await getRevisionWays(tx, { institutionId });
  const children = await getChildMemories(tx, { institutionId, studentIds });
  return new Map(
    [...children].map(([id, { states, mode }]) => [
      id,
      memoriesOf(states, { settings: { ...settings, mode: mode ?? settings.mode }, calendar }),
    ]),
  );
}

/** One child's. Empty when it holds nothing, or is not the reader's. */
export async function getMemory(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<UnitMemory[]> {
  const memories = await getMemories(tx, { institutionId, studentIds: [studentId] });
  return memories.get(studentId) ?? [];
}
