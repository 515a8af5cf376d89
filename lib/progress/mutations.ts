import 'server-only';
import { v7 } from 'uuid';
import type { TenantTx } from '@/lib/core/db/tenant';
import { dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import { type Completion, followCompletions } from '@/lib/jaiza/queue/mutations';
import { memorisedSet } from '@/lib/lessons/rules';
import { juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { type RangeSet, size, toFlat } from '@/lib/quran/range-set';
import { teachingCalendar, teachingDayAfter } from '@/lib/revision/calendar/rules';
import { type KeptMemory, keepMemories } from '@/lib/revision/memory/mutations';
import { heldSet } from '@/lib/revision/memory/rules';
import { queueLeft } from '@/lib/revision/plan/rules';
import { unpackUnit } from '@/lib/revision/queries';
import { settingsFor } from '@/lib/revision/rules';
import { readRevision } from '@/lib/revision/schema';
import { getHistories, type History } from './history/queries';
import { type Added, unpackLesson, unpackPlacement, unpackPortions, unpackTest } from './history/rules';
import { addToRegister, planDay, readRegister } from './plan/rules';
import { completeJuz, earnedJuz } from './rules';

/** Locks of one transaction stay few, however many students an import brings. */
const LOCK_BUCKETS = 256;

/**
 * Works out anew what students hold, how firmly, and what is due next, from their placements and lessons, and stores it:
 * to be called in the transaction that changed one of these. Students whom the role does not see are passed over.
 * @param args.added students of whom lessons were added and nothing else was changed: those that are later than all
 * others touch only the units they cover
 */
export async function refreshProgress(
  tx: TenantTx,
  {
    institutionId,
    studentIds,
    today,
    added = new Map(),
  }: {
    institutionId: string;
    studentIds: readonly string[];
    today: LocalDate;
    added?: Map<string, Added> | undefined;
  },
): Promise<void> {
  const ids = [...new Set(studentIds)];
  if (ids.length === 0) return;
  // Two recitals of one child saved at once must each see the other: the later waits here, then reads afresh.
  await tx.$queryRaw`
    SELECT count(pg_advisory_xact_lock(hashtext(${institutionId}), bucket))::int FROM (
      SELECT DISTINCT abs(hashtext(id::text) % ${LOCK_BUCKETS}) AS bucket FROM unnest(${ids}::uuid[]) AS id ORDER BY 1
    ) AS buckets`;
  const histories = await getHistories(tx, { institutionId, ids, added });
  if (histories.length === 0) return;
  const worked = histories.map((history) => workOut(history, today));
  await keepMemories(tx, { institutionId, memories: worked.map(({ memory }) => memory) });
  await tx.$executeRaw`
    INSERT INTO student_progress (institution_id, id, student_id, campus_id, memorised, held_ayahs,
      earned_juz, next_sabaq, next_sabqi, next_manzil, last_lesson_on, memory_through, strengths, updated_at)
    SELECT ${institutionId}::uuid, r.*, now()
    FROM jsonb_to_recordset(${JSON.stringify(worked.map(({ progress }) => progress))}::jsonb) AS r(
      id uuid, student_id uuid, campus_id uuid, memorised int[], held_ayahs int,
      earned_juz int[], next_sabaq int[], next_sabqi int[], next_manzil int[], last_lesson_on date, memory_through text, strengths int[])
    ORDER BY r.student_id
    ON CONFLICT (institution_id, student_id) DO UPDATE SET
      campus_id = excluded.campus_id, memorised = excluded.memorised, held_ayahs = excluded.held_ayahs,
      earned_juz = excluded.earned_juz, next_sabaq = excluded.next_sabaq, next_sabqi = excluded.next_sabqi, next_manzil = excluded.next_manzil,
      last_lesson_on = excluded.last_lesson_on, memory_through = excluded.memory_through,
      strengths = excluded.strengths, updated_at = excluded.updated_at`;
  await followCompletions(tx, {
    institutionId,
    today,
    changes: worked.flatMap(({ completions }) => completions),
  });
}

/** Juz that owe a jaiza. New lessons add to them what they complete; a register read whole says it afresh. */
function earnedOf(
  history: History,
  { memorised, before }: { memorised: RangeSet; before: RangeSet | undefined },
): number[] {
  const scheme = juzSchemeOf(history.mushaf);
  if (before) {
    const earned = history.earned_before ?? [];
    const brought = completeJuz(before, scheme).filter((juz) => !earned.includes(juz));
    return completeJuz(memorised, scheme).filter((juz) => !brought.includes(juz));
  }
  const placements = history.placements.map(unpackPlacement).map(({ on, portions }) => ({ on, portions }));
  const brought = memorisedSet({
    placement: [],
    lessons: [],
    placedLater: [...placements, ...history.imported.map(unpackPortions)],
    takenBack: history.tests
      .flatMap(unpackTest)
      .map(({ date, takenBack }) => ({ on: date, portions: takenBack })),
  });
  return earnedJuz({ memorised, brought, scheme });
}

function completionsOf(history: History, earned: readonly number[]): Completion[] {
  const before = history.earned_before ?? [];
  const one = (complete: boolean) => (juz: number) => ({
    studentId: history.id,
    campusId: history.campus_id,
    juz,
    scope: juzRange(juz, juzSchemeOf(history.mushaf)),
    complete,
  });
  return [
    ...earned.filter((juz) => !before.includes(juz)).map(one(true)),
    ...before.filter((juz) => !earned.includes(juz)).map(one(false)),
  ];
}

function workOut(
  history: History,
  today: LocalDate,
): { progress: object; memory: KeptMemory; completions: Completion[] } {
  const lessons = history.lessons.map(unpackLesson);
  const before = history.units.map(unpackUnit);
  const added =
    history.added && history.memory_through !== null
      ? addToRegister(
          { states: before, through: history.memory_through, strengths: history.strengths },
          lessons,
        )
      : undefined;
  const { memorised, states, through, strengths } =
    added ??
    readRegister({
      programme: history.programme,
      admittedOn: history.admitted_on,
      placements: history.placements.map(unpackPlacement),
      lessons,
      tests: history.tests.flatMap(unpackTest),
    });
  const earned = earnedOf(history, { memorised, before: added && heldSet(before) });
  const kept = [...states.values()];
  const settings = settingsFor(readRevision(history.revision), history);
  const calendar = teachingCalendar(history.weekly_holiday, settings.daysOff);
  const heardToday = lessons.some(({ date, kind }) => date >= today && kind !== 'SABAQ' && kind !== 'SABQI');
  const plan = planDay({
    programme: history.programme,
    direction: history.direction,
    startJuz: history.start_juz,
    scheme: juzSchemeOf(history.mushaf),
    memorised,
    states: kept,
    lessons,
    settings,
    calendar,
    queue: queueLeft(kept, { queue: history.queue, queuedOn: history.queued_on }),
    on: heardToday ? dateOfNumber(teachingDayAfter(calendar, dayNumber(today), 1)) : today,
  });
  const child = { student_id: history.id, campus_id: history.campus_id };
  return {
    completions: completionsOf(history, earned),
    memory: {
      studentId: history.id,
      campusId: history.campus_id,
      states: added ? kept.filter(({ unit }) => added.touched.has(unit)) : kept,
      whole: !added,
    },
    progress: {
      id: v7(),
      ...child,
      memorised: toFlat(memorised),
      held_ayahs: size(memorised),
      earned_juz: earned,
      next_sabaq: toFlat(plan.sabaq ?? []),
      next_sabqi: toFlat(plan.sabqi ?? []),
      next_manzil: toFlat(plan.manzil ?? []),
      last_lesson_on: lessons.at(-1)?.date ?? null,
      memory_through: through,
      strengths,
    },
  };
}
