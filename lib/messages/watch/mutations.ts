import 'server-only';
import { v7 } from 'uuid';
import type { AuditAction } from '@/lib/core/audit-actions';
import { appendAudit, appendAuditMany, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { InboxEvent } from '../inbox/schema';
import { wakeDeliveries } from '../outbox/mutations';
import type { Of } from '../schema';
import {
  afterAccount,
  afterNumber,
  afterTemplate,
  alertsOf,
  isOurs,
  isWorse,
  type NumberReport,
  type TemplateNews,
  type Watched,
  type WatchedTemplate,
  withAlerts,
} from './rules';
import type { Alert } from './schema';

type Line = Watched & { id: string };
type Event<T extends InboxEvent['type']> = Extract<InboxEvent, { type: T }>;

const actionOf = {
  ACCOUNT: 'messages.accountLimited',
  QUALITY: 'messages.qualityFell',
  LIMIT: 'messages.limitFell',
} as const satisfies Partial<Record<Alert, AuditAction>>;

/** The channel's row, held until the commit: reports of several workers are laid upon each other. */
async function holdLine(tx: TenantTx, institutionId: string): Promise<Line | undefined> {
  const [row] = await tx.$queryRaw<Line[]>`
    SELECT c.id, c.number, c.quality, c.quality_at AS "qualityAt", c.daily_limit AS "dailyLimit", c.limit_was AS "limitWas",
      c.limit_at AS "limitAt", c.per_second AS "perSecond", c.account, c.account_why AS "accountWhy", c.account_until AS "accountUntil",
      c.account_at AS "accountAt", coalesce(c.alerts, '{}') AS alerts
    FROM message_channels c WHERE c.institution_id = ${institutionId}::uuid AND c.line = 'WHATSAPP' AND c.provider = 'META' FOR UPDATE`;
  return row;
}

async function keepLine(
  tx: TenantTx,
  { institutionId, now }: Of,
  before: Line,
  after: Line,
): Promise<Alert[]> {
  const { id, number: _, ...watched } = after;
  const { alerts, fresh } = alertsOf(before, after);
  await tx.messageChannel.update({
    where: { institutionId_id: { institutionId, id } },
    data: { ...watched, alerts, reportedAt: now },
  });
  const detailOf = {
    ACCOUNT: { account: after.account, why: after.accountWhy },
    QUALITY: { quality: after.quality },
    LIMIT: { dailyLimit: [before.dailyLimit || null, after.dailyLimit] },
  };
  await appendAuditMany(
    tx,
    fresh.flatMap((alert) => {
      if (!(alert in actionOf)) return [];
      const told = alert as keyof typeof actionOf;
      return { action: actionOf[told], subject: 'channel', subjectId: id, detail: detailOf[told] };
    }),
  );
  return fresh;
}

/** What Meta's webhooks reported of the number and of the account, in the order they came.
 *  @returns whether the account was closed */
export async function noteLine(
  tx: TenantTx,
  of: Of,
  events: readonly (Event<'number'> | Event<'account'>)[],
): Promise<'closed' | undefined> {
  if (events.length === 0) return;
  const before = await holdLine(tx, of.institutionId);
  if (!before) return;
  let after: Line = before;
  for (const event of events) {
    const at = new Date(event.at);
    const next =
      event.type === 'number'
        ? afterNumber(after, { ...event, at })
        : afterAccount(after, { ...event, at, until: event.until === null ? null : new Date(event.until) });
    after = { ...after, ...next };
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  await keepLine(tx, of, before, after);
  const reopened = after.account === 'OPEN' && before.account !== 'OPEN';
  const unflagged = after.quality === 'UNKNOWN' && before.quality !== 'UNKNOWN';
  // What these leave open, a look at Meta tells.
  if (reopened || unflagged) await enqueue(tx, 'messages.check', { ids: {}, key: 'check' });
  return after.account === 'CLOSED' && before.account !== 'CLOSED' ? 'closed' : undefined;
}

/** What a look at Meta has found of the number. @param at when it was asked: later reports stand */
export async function noteLook(tx: TenantTx, of: Of, report: Omit<NumberReport, 'number'>): Promise<void> {
  const before = await holdLine(tx, of.institutionId);
  if (!before) return;
  const after = { ...before, ...afterNumber(before, { ...report, number: null }) };
  if (JSON.stringify(after) !== JSON.stringify(before)) await keepLine(tx, of, before, after);
}

export interface WordingChange {
  /** One that could not be sent can be. */
  readonly opened: boolean;
  readonly worse: readonly WatchedTemplate[];
}

/** Writes down what became known of wordings, in the order it came: by webhooks, by a look at Meta, by a message it
 *  refused. Rows are held in one order wherever several sorts change: wordings, deliveries, numbers, and last the channel,
 *  from which senders take their moments; so the unit begins with this and ends with {@link tellWordings}. */
export async function noteTemplates(
  tx: TenantTx,
  of: Of,
  news: readonly TemplateNews[],
): Promise<WordingChange | undefined> {
  const ours = news.filter(isOurs);
  if (ours.length === 0) return;
  const { institutionId, now } = of;
  const names = [...new Set(ours.map(({ name }) => name))];
  const rows = await tx.$queryRaw<WatchedTemplate[]>`
    SELECT t.name, t.language, t.state, t.category, t.category_at AS "categoryAt", t.reason, t.state_at AS "stateAt", t.quality, t.quality_at AS "qualityAt"
    FROM message_templates t WHERE t.institution_id = ${institutionId}::uuid AND t.name = ANY (${names}::text[]) ORDER BY t.id FOR UPDATE`;
  const keyOf = ({ name, language }: { name: string; language: string }) => `${name}/${language}`;
  const before = new Map(rows.map((row) => [keyOf(row), row]));
  const after = new Map(before);
  for (const one of ours) after.set(keyOf(one), afterTemplate(after.get(keyOf(one)), one));
  const changed = [...after].flatMap(([key, row]) => (row === before.get(key) ? [] : { ...row, id: v7() }));
  if (changed.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO message_templates (institution_id, id, name, language, state, category, category_at, reason, state_at, quality, quality_at, updated_at)
    SELECT ${institutionId}::uuid, t.id, t.name, t.language, t.state, t.category, t."categoryAt", t.reason, t."stateAt", t.quality, t."qualityAt", ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      AS t(id uuid, name text, language text, state text, category text, "categoryAt" timestamptz, reason text, "stateAt" timestamptz, quality text, "qualityAt" timestamptz)
    ON CONFLICT (institution_id, name, language) DO UPDATE SET state = excluded.state, category = excluded.category, category_at = excluded.category_at, reason = excluded.reason,
      state_at = excluded.state_at, quality = excluded.quality, quality_at = excluded.quality_at, updated_at = excluded.updated_at`;
  return {
    opened: changed.some((row) => row.state === 'APPROVED' && before.get(keyOf(row))?.state !== 'APPROVED'),
    worse: changed.filter((row) => isWorse(before.get(keyOf(row)), row)),
  };
}

/** Tells the office of wordings, and sends off what waited for one: it need not wait for its next look. */
export async function tellWordings(tx: TenantTx, of: Of, change: WordingChange | undefined): Promise<void> {
  if (!change) return;
  const { opened, worse } = change;
  if (opened) await wakeDeliveries(tx, of);
  await tellOffice(
    tx,
    of,
    worse.length ? ['TEMPLATES'] : [],
    worse.map(({ name, language, state, reason, quality }) => ({
      action: 'messages.wordingRefused',
      detail: { name, language, state, reason, quality },
    })),
  );
}

type Told = { action: AuditAction; detail: Record<string, unknown> };

/** The bell, the trail and the open page hear of it. */
export async function tellOffice(
  tx: TenantTx,
  { institutionId, now }: Of,
  add: readonly Alert[],
  told: readonly Told[],
): Promise<void> {
  const [line] = await tx.$queryRaw<{ id: string; alerts: Alert[] }[]>`
    SELECT c.id, coalesce(c.alerts, '{}') AS alerts FROM message_channels c
    WHERE c.institution_id = ${institutionId}::uuid AND c.line = 'WHATSAPP' FOR UPDATE`;
  if (!line) return;
  await tx.messageChannel.update({
    where: { institutionId_id: { institutionId, id: line.id } },
    data: { alerts: withAlerts(line.alerts, add), reportedAt: now },
  });
  await appendAuditMany(
    tx,
    told.map((one) => ({ ...one, subject: 'channel', subjectId: line.id })),
  );
}

/** The office has seen what it was told of. */
export async function noteSeen(tx: TenantTx, { institutionId, now }: Of): Promise<void> {
  const seen = await tx.messageChannel.updateManyAndReturn({
    where: { institutionId, line: 'WHATSAPP', NOT: { alerts: { isEmpty: true } } },
    data: { alerts: { set: [] }, limitWas: null, reportedAt: now },
    select: { id: true },
  });
  for (const { id } of seen)
    await appendAudit(tx, { action: 'messages.alertsSeen', subject: 'channel', subjectId: id }, v7());
}
