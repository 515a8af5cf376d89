import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { normaliseName } from '@/lib/core/name';
import { addDays, type LocalDate } from '@/lib/core/time';
import { DELIVERY_STATES, type DeliveryState, type MessageKind, type MessageLog } from './schema';

export const DELIVERIES_PER_PAGE = 25;
/** Without a chosen day the log shows this many, today included. */
export const LOG_DAYS = 30;

type Named = { id: string; name: string; nativeName: string | null };
const named = { id: true, name: true, nativeName: true } as const;

export type DeliveryRow = {
  id: string;
  student: Named;
  guardian: Named;
  kind: MessageKind;
  day: LocalDate;
  channel: string;
  state: DeliveryState;
  /** A code, why it failed or was not sent. */
  reason: string | null;
  /** The words still wait to be sent; in every later state they are gone (P25). */
  wordsKept: boolean;
  /** Those words, in their language. */
  body: string | null;
  language: string;
  createdAt: Date;
  sentAt: Date | null;
  endedAt: Date | null;
};

export type DeliveryPage = { rows: DeliveryRow[]; counts: Record<DeliveryState, number> };

/** One page of the log, newest first, and how many of each state match the other filters. */
export async function listDeliveries(tx: TenantTx, scope: Scope, log: MessageLog): Promise<DeliveryPage> {
  const institutionId = scope.institution.id;
  const since = toDbDate(addDays(scope.today, 1 - LOG_DAYS));
  const folded = normaliseName(log.q);
  const person = [
    ...(folded ? [{ sortName: { contains: folded } }] : []),
    { nativeName: { contains: log.q } },
  ];
  const where = {
    institutionId,
    day: log.day ? toDbDate(log.day) : { gte: since },
    AND: [
      ...(log.kind ? [{ kind: log.kind }] : []),
      ...(log.q ? [{ OR: [{ student: { OR: person } }, { guardian: { OR: person } }] }] : []),
    ],
  };
  const groups = await tx.delivery.groupBy({ by: ['state'], where, _count: true });
  const rows = await tx.delivery.findMany({
    where: log.state ? { ...where, state: log.state } : where,
    select: {
      id: true,
      student: { select: named },
      guardian: { select: named },
      kind: true,
      day: true,
      channel: true,
      state: true,
      reason: true,
      body: true,
      language: true,
      createdAt: true,
      sentAt: true,
      endedAt: true,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (log.page - 1) * DELIVERIES_PER_PAGE,
    take: DELIVERIES_PER_PAGE,
  });
  return {
    rows: rows.map((row) => ({
      ...row,
      kind: row.kind as MessageKind,
      state: row.state as DeliveryState,
      day: fromDbDate(row.day),
      wordsKept: row.body !== null,
    })),
    counts: Object.fromEntries(
      DELIVERY_STATES.map((state) => [state, groups.find((group) => group.state === state)?._count ?? 0]),
    ) as Record<DeliveryState, number>,
  };
}
