import 'server-only';
import type { MessageLanguage } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';

export interface Wishes {
  language: MessageLanguage;
  muted: string[];
  /** By this person, about every child. */
  stopped: boolean;
  /** About whom the office sends nothing, at somebody's wish. */
  silent: { id: string; name: string; nativeName: string | null }[];
  /** False when the institution has authorised no messages to this person. */
  authorised: boolean;
  phone: string | null;
  /** By e-mail in place of WhatsApp. */
  byLetter: boolean;
  /** Where a letter goes when WhatsApp cannot bring the message. */
  email: string | null;
}

/** A guardian's own wishes about messages. */
export async function getWishes(
  tx: TenantTx,
  { institutionId, userId }: { institutionId: string; userId: string },
): Promise<Wishes | null> {
  const rows = await tx.guardian.findMany({
    where: { institutionId, userId },
    select: {
      language: true,
      mutedKinds: true,
      byLetter: true,
      stoppedAt: true,
      contacts: {
        select: { kind: true, value: true },
        orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
      },
      children: {
        where: { student: { status: 'ACTIVE' } },
        select: {
          optedOutAt: true,
          receivesMessages: true,
          student: { select: { id: true, name: true, nativeName: true } },
        },
      },
    },
    orderBy: { createdAt: 'asc' },
  });
  const [own] = rows;
  if (!own) return null;
  const firstOf = (kind: string) => own.contacts.find((one) => one.kind === kind)?.value ?? null;
  const children = rows.flatMap((row) => row.children);
  return {
    language: own.language as MessageLanguage,
    muted: own.mutedKinds,
    stopped: rows.some(({ stoppedAt }) => stoppedAt !== null),
    silent: children.flatMap(({ optedOutAt, student }) => (optedOutAt ? student : [])),
    authorised: children.some(({ receivesMessages }) => receivesMessages),
    phone: firstOf('PHONE'),
    byLetter: own.byLetter,
    email: firstOf('EMAIL'),
  };
}
