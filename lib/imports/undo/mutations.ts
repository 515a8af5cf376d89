import 'server-only';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { localDateAt } from '@/lib/core/time';
import { importKindSchema } from '../schema';
import { goOn, orSetBack, takeUp } from '../setback/mutations';
import { takeBackAsatidha } from './asatidha-mutations';
import { affectedStudents, markDiaryRows, takeBackDiary } from './diary-mutations';
import { takeBackHalqas } from './halqas-mutations';
import { createdStudents, takeBackBlanks, takeBackGuardians, takeBackStudents } from './students-mutations';

const STUDENTS_AT_ONCE = 200;
const DIARIES_AT_ONCE = 60;

/**
 * The job behind «Take back»: removes what the import made, as far as nothing was added to it or changed in it since,
 * and says on each row whether it went or stayed. Every step may run twice.
 */
export function undoImport(job: JobEntrance): Promise<void> {
  return orSetBack(job, () => takeBack(job));
}

async function takeBack(job: JobEntrance): Promise<void> {
  const first = await job.enter();
  const undoing = { institutionId: first.institutionId, importId: job.ids.importId ?? '' };
  const where = { institutionId: undoing.institutionId, id: undoing.importId, state: 'UNDOING' as const };
  const found = await inTenant(
    first,
    async (tx) => (await takeUp(tx, where)) && tx.import.findFirst({ where, select: { kind: true } }),
  );
  if (!found) return;
  const step = async (work: (tx: TenantTx) => Promise<void>) =>
    inTenant(await job.enter(), async (tx) => {
      await goOn(tx, where);
      await work(tx);
    });
  const kind = importKindSchema.parse(found.kind);
  if (kind === 'HALQAS') await step((tx) => takeBackHalqas(tx, undoing));
  if (kind === 'ASATIDHA') await step((tx) => takeBackAsatidha(tx, undoing));
  if (kind === 'STUDENTS') {
    const ids = await inTenant(await job.enter(), (tx) => createdStudents(tx, undoing));
    for (let start = 0; start < ids.length; start += STUDENTS_AT_ONCE) {
      await step((tx) => takeBackStudents(tx, undoing, ids.slice(start, start + STUDENTS_AT_ONCE)));
    }
    await step((tx) => takeBackBlanks(tx, undoing));
    await step((tx) => takeBackGuardians(tx, undoing));
  }
  if (kind === 'DIARY') {
    const ids = await inTenant(await job.enter(), (tx) => affectedStudents(tx, undoing));
    const today = localDateAt(new Date(), first.timeZone);
    for (let start = 0; start < ids.length; start += DIARIES_AT_ONCE) {
      await step((tx) =>
        takeBackDiary(tx, undoing, { studentIds: ids.slice(start, start + DIARIES_AT_ONCE), today }),
      );
    }
    await step((tx) => markDiaryRows(tx, undoing));
  }
  await step(async (tx) => {
    const now = new Date();
    await goOn(tx, where, { state: 'UNDONE', undoneAt: now, updatedAt: now });
  });
}
