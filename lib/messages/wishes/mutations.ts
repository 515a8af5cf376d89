import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { SENT_KINDS } from '../kinds/schema';
import type { WishesForm } from './schema';

/** P24, P37: holds from the next send on, also for what waits already. */
export async function setWishes(
  tx: TenantTx,
  { language, way, wants, shown, kinds }: WishesForm,
  { institutionId, userId }: { institutionId: string; userId: string },
): Promise<void> {
  const own = await tx.guardian.findFirst({ where: { institutionId, userId }, select: { id: true } });
  if (!own) throw new AppError('NOT_FOUND', 'notFound');
  const muted = SENT_KINDS.filter((kind) => !kinds.includes(kind));
  const [done] = await tx.$queryRaw<{ before: boolean }[]>`
    SELECT app.set_message_wishes(${language}, ${muted}::text[], ${wants === shown ? null : !wants}::boolean, ${way ? way === 'EMAIL' : null}::boolean) AS before`;
  const changed = wants !== shown && done?.before === wants;
  const action = !changed
    ? 'messages.wishesSet'
    : wants
      ? 'messages.startedInPortal'
      : 'messages.stoppedInPortal';
  await appendAudit(tx, { action, subject: 'guardian', subjectId: own.id }, v7());
}
