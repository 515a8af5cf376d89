import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import type { TenantTx } from '@/lib/core/db/tenant';
import { env } from '@/lib/core/env';
import { AppError } from '@/lib/core/errors';
import { seal } from '@/lib/core/vault';
import { devicePlace } from './queries';
import { isPushService } from './rules';
import type { JoinDevice, LeaveDevice } from './schema';

const MOST_DEVICES = 20;

/** This browser is told from now on. Joined again it is the same one, with its newest keys. Throws INVALID for an address
 *  that is no push service's. */
export async function joinDevice(
  tx: TenantTx,
  { language, ...address }: JoinDevice,
  { institution, userId, now }: Scope,
): Promise<void> {
  if (!isPushService(address.endpoint, env().PUSH_SERVICE)) throw new AppError('INVALID', 'badEndpoint');
  const institutionId = institution.id;
  const endpointHash = sha256(address.endpoint);
  const own = await tx.pushSubscription.findMany({
    where: { institutionId, userId },
    select: { id: true, endpointHash: true },
    orderBy: { createdAt: 'asc' },
  });
  const known = own.find((one) => one.endpointHash === endpointHash);
  const id = known?.id ?? v7();
  const sealed = await seal(devicePlace(institutionId, id), JSON.stringify(address));
  if (known) {
    await tx.pushSubscription.updateMany({
      where: { institutionId, id },
      data: { sealed, language, updatedAt: now },
    });
    return;
  }
  if (own.length >= MOST_DEVICES)
    await tx.pushSubscription.deleteMany({ where: { institutionId, id: own[0]!.id } });
  await tx.pushSubscription.createMany({
    data: [{ institutionId, id, userId, endpointHash, sealed, language }],
    skipDuplicates: true,
  });
}

/** This browser, or without its address every one of the person, is not told any more. */
export async function leaveDevice(
  tx: TenantTx,
  { endpoint }: LeaveDevice,
  { institution, userId }: Scope,
): Promise<void> {
  const all = { institutionId: institution.id, userId };
  const where = endpoint ? { ...all, endpointHash: sha256(endpoint) } : all;
  await tx.pushSubscription.deleteMany({ where });
}

/** Browsers that are not there any more. */
export async function forgetDevices(
  tx: TenantTx,
  { institutionId, ids }: { institutionId: string; ids: readonly string[] },
): Promise<void> {
  await tx.pushSubscription.deleteMany({ where: { institutionId, id: { in: [...ids] } } });
}
