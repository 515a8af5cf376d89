import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { AgreementForm, ApproveForm, DeclineForm, OneGrant } from './schema';

// The definer functions check the role once more, change the grant and write the line of the trail.

async function decide(
  tx: TenantTx,
  { id, minutes, write, refusal }: { id: string; minutes?: number; write?: boolean; refusal?: string },
): Promise<OneGrant> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    SELECT app.decide_support(${id}::uuid, ${refusal === undefined}, ${minutes ?? null}::int, ${write ?? false}, ${refusal ?? null}) AS done`;
  if (!row?.done) throw new AppError('CONFLICT', 'alreadyAnswered');
  return { id };
}

/** Opens the door for so many minutes, counted from the moment in which support comes in.
 *  @throws CONFLICT when the request no longer waits */
export const approveSupport = (tx: TenantTx, { id, minutes, access }: ApproveForm): Promise<OneGrant> =>
  decide(tx, { id, minutes, write: access === 'write' });

export const declineSupport = (tx: TenantTx, { id, refusal }: DeclineForm): Promise<OneGrant> =>
  decide(tx, { id, refusal });

/** The visit, or an approval that was not used yet, is over at the next request; what is over already stays so. */
export async function endSupport(tx: TenantTx, { id }: OneGrant): Promise<OneGrant> {
  await tx.$queryRaw`SELECT app.end_support(${id}::uuid)`;
  return { id };
}

/** Whether HifzPro may come in at once in an emergency; saying the same again changes nothing. */
export async function agreeEmergency(tx: TenantTx, { agree }: AgreementForm): Promise<void> {
  await tx.$queryRaw`SELECT app.agree_emergency(${agree === 'yes'})`;
}
