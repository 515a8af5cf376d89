import 'server-only';
import type { MessageLanguage } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';

export interface Wishes {
  language: MessageLanguage;
  muted: string[];
  stopped: boolean;
  /** False when the institution has authorised no messages to this person. */
  authorised: boolean;
  phone: string | null;
}

/** A guardian's own wishes about messages. */
export async function getWishes(
  tx: TenantTx,
  { institutionId, userId }: { institutionId: string; userId: string },
): Promise<Wishes | null> {
  const own = await tx.guardian.findFirst({
    where: { institutionId, userId },
    select: {
      language: true,
      mutedKinds: true,
      contacts: {
        where: { kind: 'PHONE' },
        select: { value: true },
        orderBy: { isPrimary: 'desc' },
        take: 1,
      },
      children: { select: { optedOutAt: true, receivesMessages: true } },
    },
    orderBy: { createdAt: 'asc' },
  });
  if (!own) return null;
  return {
    language: own.language as MessageLanguage,
    muted: own.mutedKinds,
    stopped: own.children.some(({ optedOutAt }) => optedOutAt !== null),
    authorised: own.children.some(({ receivesMessages }) => receivesMessages),
    phone: own.contacts[0]?.value ?? null,
  };
}
