import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getPassedJuz } from '@/lib/jaiza/queries';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { getReading } from '@/lib/reading/queries';
import { isReadingKind } from '@/lib/reading/steps/rules';
import type { ReadingOf } from '@/lib/reading/view/schema';
import { dayMarks } from '@/lib/reports/marks/rules';
import { strength } from '@/lib/revision/memory/rules';
import { getMemory } from '@/lib/revision/queries';
import { type EvidenceLesson, listEvidence, listMarkEvidence, listTestEvidence } from '../evidence/queries';
import type { EvidenceDay, EvidenceMarks, EvidenceTest, Shown } from '../evidence/schema';
import { getProgressFacts } from '../facts/queries';
import type { ProgressFacts } from '../facts/rules';
import { type ProgressView, progressView } from './rules';

/** Days of reading that the charts show. */
const READINGS = 40;

export interface ProgressPage {
  readonly view: ProgressView;
  /** Of a child that reads by sight or learns the qaida. */
  readonly reading: ReadingOf | undefined;
  readonly evidence:
    | {
        shown: Shown;
        lessons: EvidenceLesson[];
        total: number;
        tests: EvidenceTest[];
        marks: EvidenceMarks[];
        /** Days away, the latest first. */
        days: EvidenceDay[];
      }
    | undefined;
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
  const unitsOn = (date: LocalDate) =>
    memory.map((unit) => ({ unit: unit.unit, strength: strength(unit, date) }));
  return { facts, view: progressView(facts, { unitsOn, passed, today }) };
}

/** A child's progress and, when a figure was asked about, the lessons, tests and marks behind it; undefined for a child not to be seen. */
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
  const child = { institutionId, studentId };
  const listed =
    shown === 'tests' || shown === 'attendance'
      ? { lessons: [], total: 0 }
      : await listEvidence(tx, { ...child, shown, since, layout });
  const tested = shown === 'tests' || typeof shown === 'object';
  return {
    view,
    reading,
    evidence: {
      shown,
      ...listed,
      tests: tested ? await listTestEvidence(tx, { ...child, shown, layout }) : [],
      marks: shown === 'tests' ? await listMarkEvidence(tx, child) : [],
      days: shown === 'attendance' ? daysAway(found.facts) : [],
    },
  };
}

function daysAway({ marks }: ProgressFacts): EvidenceDay[] {
  const away = [...dayMarks(marks)].flatMap(([date, state]) => (state === 'present' ? [] : { date, state }));
  return away.sort((a, b) => b.date.localeCompare(a.date));
}

async function getReadings(
  tx: TenantTx,
  { institutionId, studentId, programme }: { institutionId: string; studentId: string; programme: string },
): Promise<ReadingOf | undefined> {
  if (!isReadingKind(programme)) return;
  const history = await getReading(tx, { institutionId, studentId, limit: READINGS });
  return history ? { history, curriculum: await getCurriculum(tx, { institutionId }) } : undefined;
}
