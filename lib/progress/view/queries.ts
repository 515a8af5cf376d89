import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getPassedJuz } from '@/lib/jaiza/queries';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { getReading } from '@/lib/reading/queries';
import { isReadingKind } from '@/lib/reading/steps/rules';
import type { ReadingOf } from '@/lib/reading/view/schema';
import { strength } from '@/lib/revision/memory/rules';
import { getMemory } from '@/lib/revision/queries';
import { type EvidenceLesson, listEvidence } from '../evidence/queries';
import type { Shown } from '../evidence/schema';
import { getProgressFacts } from '../facts/queries';
import type { ProgressFacts } from '../facts/rules';
import { type ProgressView, progressView } from './rules';

/** Days of reading that the charts show. */
const READINGS = 40;

export interface ProgressPage {
  readonly view: ProgressView;
  /** Of a child that reads by sight or learns the qaida. */
  readonly reading: ReadingOf | undefined;
  readonly evidence: { shown: Shown; lessons: EvidenceLesson[]; total: number } | undefined;
}

type Child = { institutionId: string; studentId: string; today: LocalDate };

/** The facts of a child's register with the view of them: what the memory holds today and which jaiza are passed. */
export async function getProgressView(
  tx: TenantTx,
  { institutionId, studentId, today }: Child,
): Promise<{ facts: ProgressFacts; view: ProgressView } | undefined> {
  const facts = await getProgressFacts(tx, { institutionId, studentId });
  if (!facts) return;
  const memory = await getMemory(tx, { institutionId, studentId });
  const passed = await getPassedJuz(tx, { institutionId, studentId });
  const units = memory.map((unit) => ({ unit: unit.unit, strength: strength(unit, today) }));
  return { facts, view: progressView(facts, { units, passed, today }) };
}

/** A child's progress and, when a figure was asked about, the lessons behind it; undefined for a child not to be seen. */
export async function getProgressPage(
  tx: TenantTx,
  { institutionId, studentId, today, shown }: Child & { shown: Shown | undefined },
): Promise<ProgressPage | undefined> {
  const found = await getProgressView(tx, { institutionId, studentId, today });
  if (!found) return;
  const { view } = found;
  const reading = await getReadings(tx, { institutionId, studentId, programme: view.student.programme });
  if (!shown) return { view, reading, evidence: undefined };
  const layout = view.student.mushaf;
  const since = view.pace?.since ?? today;
  const listed = await listEvidence(tx, { institutionId, studentId, shown, since, layout });
  return { view, reading, evidence: { shown, ...listed } };
}

async function getReadings(
  tx: TenantTx,
  { institutionId, studentId, programme }: { institutionId: string; studentId: string; programme: string },
): Promise<ReadingOf | undefined> {
  if (!isReadingKind(programme)) return;
  const history = await getReading(tx, { institutionId, studentId, limit: READINGS });
  return history ? { history, curriculum: await getCurriculum(tx, { institutionId }) } : undefined;
}
