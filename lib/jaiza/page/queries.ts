import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { fromFlat, type RangeSet } from '@/lib/quran/range-set';
import { getSettings } from '@/lib/settings/queries';
import { getBands, listProposals } from '../band/queries';
import type { Band, BandProposal } from '../band/rules';
import { getPaper } from '../paper/queries';
import type { PaperOf } from '../paper/rules';
import { type Gate, getGates } from '../queries';
import { getTest, listHeld, listWaiting } from '../queue/queries';
import type { HeldTest, Test, WaitingTest } from '../queue/rules';
import { juzTouchedBy } from '../rules';
import { type JaizaSettings, readJaiza } from '../settings/schema';

export interface TestFacts {
  test: Test;
  paper: PaperOf | undefined;
  memorised: RangeSet;
  settings: JaizaSettings;
  /** The test is closed and this person may say another word on it: the office, or who held it. */
  mayCorrect: boolean;
}

/** All that a test's page shows. The paper is asked for only where the role may mark; the database says so too. */
export async function getTestPage(
  tx: TenantTx,
  {
    institutionId,
    testId,
    mayMark,
    reader,
  }: { institutionId: string; testId: string; mayMark: boolean; reader: Pick<Scope, 'role' | 'userId'> },
): Promise<TestFacts | undefined> {
  const test = await getTest(tx, { institutionId, testId });
  if (!test) return undefined;
  const waits = mayMark && test.state === 'WAITING';
  const mayCorrect =
    mayMark && !!test.result && (reader.role === 'admin' || test.result.examinerId === reader.userId);
  const progress =
    waits || mayCorrect
      ? await tx.studentProgress.findFirst({
          where: { institutionId, studentId: test.studentId },
          select: { memorised: true },
        })
      : null;
  return {
    test,
    paper: waits ? await getPaper(tx, { institutionId, testId }) : undefined,
    memorised: fromFlat(progress?.memorised ?? []),
    settings: readJaiza((await getSettings(tx, { institutionId })).jaiza),
    mayCorrect,
  };
}

export interface ChildTests {
  student: {
    id: string;
    name: string;
    nativeName: string | null;
    rollNo: string | null;
    halqaId: string | null;
  };
  waiting: WaitingTest[];
  held: HeldTest[];
  bands: Band[];
  proposal: BandProposal | undefined;
  gate: Gate;
  /** Juz of which anything is memorised. */
  begun: number[];
}

const HELD_OF_CHILD = 50;

/** Tests and stopped lessons of one child; undefined for a child that is none of the reader's. */
export async function getChildTests(
  tx: TenantTx,
  { institutionId, studentId, mushaf }: { institutionId: string; studentId: string; mushaf: string },
): Promise<ChildTests | undefined> {
  const student = await tx.student.findFirst({
    where: { institutionId, id: studentId },
    select: {
      id: true,
      name: true,
      nativeName: true,
      rollNo: true,
      halqaId: true,
      mushaf: true,
      progress: { select: { memorised: true } },
    },
  });
  if (!student) return undefined;
  const { progress, ...child } = student;
  // A closed list of the database.
  const scheme = juzSchemeOf((child.mushaf ?? mushaf) as Parameters<typeof juzSchemeOf>[0]);
  const gates = await getGates(tx, { institutionId, studentIds: [studentId] });
  const [proposal] = await listProposals(tx, { institutionId, studentId });
  return {
    student: child,
    waiting: await listWaiting(tx, { institutionId, studentId }),
    held: await listHeld(tx, { institutionId, studentId, limit: HELD_OF_CHILD }),
    bands: await getBands(tx, { institutionId, studentId }),
    proposal,
    gate: gates.get(studentId) ?? { waitingJuz: null, band: null },
    begun: juzTouchedBy(fromFlat(progress?.memorised ?? []), scheme),
  };
}
