import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { decideBand, proposeBand } from '@/lib/jaiza/band/mutations';
import { countStoppedDays, listProposals } from '@/lib/jaiza/band/queries';
import { child, gateOf, type House, house, refusal } from '../support/jaiza-house';

let noor: House;
let falah: House;
beforeAll(async () => {
  noor = await house('noor-jaiza-band', '+923005550005');
  falah = await house('falah-jaiza-band', '+923005550006');
});

describe('sabaq band', () => {
  test('the ustadh proposes, the head decides, the days are counted', async () => {
    const studentId = await child(noor);
    const propose = (scope: Scope, act: 'STOP' | 'RELEASE') =>
      inTenant(scope, (tx) => proposeBand(tx, scope, { id: v7(), studentId, act, reason: 'Manzil is weak' }));
    expect(await refusal(propose(noor.teacher, 'RELEASE'))).toBe('notStopped');
    await propose(noor.teacher, 'STOP');
    expect(await refusal(propose(noor.teacher, 'STOP'))).toBe('proposedAlready');
    expect((await gateOf(noor.teacher, studentId))?.band).toBeNull();
    const [proposal] = await inTenant(noor.admin, (tx) =>
      listProposals(tx, { institutionId: noor.id, studentId }),
    );
    const decide = (scope: Scope) =>
      refusal(inTenant(scope, (tx) => decideBand(tx, scope, { id: proposal!.id, decision: 'APPROVED' })));
    expect(await decide(falah.admin)).toBe('notFound');
    expect(await decide(noor.admin)).toBe('done');
    expect(await decide(noor.admin)).toBe('decidedAlready');
    expect((await gateOf(noor.teacher, studentId))?.band).toEqual({
      since: noor.admin.today,
      reason: 'Manzil is weak',
    });
    const today = addDays(noor.admin.today, 4);
    const days = () =>
      inTenant(noor.teacher, (tx) => countStoppedDays(tx, { institutionId: noor.id, studentId, today }));
    expect(await days()).toBe(5);
    await propose(noor.admin, 'RELEASE');
    expect((await gateOf(noor.teacher, studentId))?.band).toBeNull();
    expect(await days()).toBe(0);
  });

  test('a teacher cannot write a decision, whatever the code does', async () => {
    const studentId = await child(noor);
    const decided = inTenant(noor.teacher, (tx) =>
      tx.sabaqBand.create({
        data: {
          institutionId: noor.id,
          id: v7(),
          studentId,
          campusId: noor.campus,
          act: 'STOP',
          state: 'APPROVED',
          reason: 'x',
          proposedBy: noor.teacher.userId,
          proposedOn: new Date('2026-11-01'),
          decidedBy: noor.teacher.userId,
          decidedOn: new Date('2026-11-01'),
        },
      }),
    );
    expect(await refusal(decided)).not.toBe('done');
    const result = inTenant(
      noor.teacher,
      (tx) =>
        tx.$executeRaw`INSERT INTO jaiza_results (institution_id, id, test_id, student_id, campus_id, kind, held_on, result, score,
        pass_mark, examiner_id) VALUES (${noor.id}::uuid, ${v7()}::uuid, ${v7()}::uuid, ${studentId}::uuid, ${noor.campus}::uuid,
        'PARA', '2026-11-01', 'PASS', 100, 80, ${noor.teacher.userId}::uuid)`,
    );
    expect(await refusal(result)).not.toBe('done');
  });
});
