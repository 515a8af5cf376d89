import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { dayNumber, type LocalDate } from '@/lib/core/time';
import { getGates } from '@/lib/jaiza/queries';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, portionsFromFlat, union } from '@/lib/quran/range-set';
import { type Hold, holdOf } from '../brake/rules';
import { manzilStrength, type Outlook, planAhead, queueLeft } from '../plan/rules';
import { getChildMemories, getRevisionWays } from '../queries';
import { type RevisionSettings, settingsFor } from '../rules';
import { type BlockDay, blocksOf, type JuzRow, juzRows } from './rules';

const DAYS = 7;

export interface ChildRevision {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  readonly programme: string;
  readonly mushaf: MushafLayout;
  readonly outlook: Omit<Outlook, 'days'> & { readonly days: readonly BlockDay[] };
  /** Mean strength of manzil 0…1; null when there is none. */
  readonly strength: number | null;
  readonly rows: readonly JuzRow[];
  readonly hold: Hold | null;
  readonly releasedUntil: LocalDate | null;
  /** The ustadh's own order, as far as it is still to be heard. */
  readonly queue: readonly number[];
  readonly own: { readonly amount: number | null; readonly mode: string | null };
  readonly institution: RevisionSettings;
}

/** A child's revision as of a day: how firmly it holds, and the week to come with its reasons. Throws NOT_FOUND. */
export async function getChildRevision(
  tx: TenantTx,
  { institutionId, studentId, on }: { institutionId: string; studentId: string; on: LocalDate },
): Promise<ChildRevision> {
  const [student] = await tx.$queryRaw<
    (Pick<ChildRevision, 'id' | 'name' | 'nativeName' | 'programme' | 'mushaf'> & {
      nextSabaq: number[];
      nextSabqi: number[];
    })[]
  >`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf,
      coalesce(p.next_sabaq, '{}') AS "nextSabaq", coalesce(p.next_sabqi, '{}') AS "nextSabqi"
    FROM students s JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const { settings: institution, calendar } = await getRevisionWays(tx, { institutionId });
  const memory = (await getChildMemories(tx, { institutionId, studentIds: [studentId] })).get(studentId);
  const gate = (await getGates(tx, { institutionId, studentIds: [studentId] })).get(studentId);
  const { nextSabaq, nextSabqi, ...child } = student;
  const hifz = child.programme === 'HIFZ';
  const states = memory?.states ?? [];
  const own = { amount: memory?.amount ?? null, mode: memory?.mode ?? null };
  const settings = settingsFor(institution, own);
  const apart = hifz ? union(fromFlat(nextSabaq), portionsFromFlat(nextSabqi)) : [];
  const queue = memory ? queueLeft(states, memory) : [];
  const plan = planAhead({ states, apart, settings, calendar, on, days: DAYS, queue });
  const strength = manzilStrength(states, { apart, day: dayNumber(on) });
  const releasedUntil = memory?.releasedUntil ?? null;
  return {
    ...child,
    outlook: { ...plan, days: plan.days.map(blocksOf) },
    strength,
    rows: juzRows(states, { settings, calendar, on }),
    hold: hifz ? holdOf({ settings, behind: plan.behind, strength, gate, releasedUntil, on }) : null,
    releasedUntil: releasedUntil && releasedUntil >= on ? releasedUntil : null,
    queue,
    own,
    institution,
  };
}
