import 'server-only';
import { v7 } from 'uuid';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { draftsOf } from '../drafts/queries';
import type { Draft, Words } from '../drafts/rules';
import { dueMoment } from '../kinds/rules';
import { type KindSettings, kindOf, type SentKind } from '../kinds/schema';
import { endDeliveries, queueDeliveries } from '../outbox/mutations';
import {
  type Extent,
  FIRST_REPORT,
  hasGone,
  isCorrection,
  nextStep,
  reportExtent,
  withdrawal,
} from '../rules';
import { standIn } from '../standin/mutations';
import {
  type Addressed,
  getSchool,
  listAddressed,
  listAwaiting,
  listRecorded,
  type Reader,
  type ReportLanguage,
  type School,
} from './queries';

type Written = {
  id: string;
  purpose: string;
  language: ReportLanguage;
  state: 'QUEUED' | 'SUPPRESSED';
  reason: string | null;
  body: string | null;
  values: string[];
  digest: string;
  dueAt: Date;
};
type Fresh = Written & { studentId: string; campusId: string; guardianId: string };

export interface Composed {
  /** Ids of the deliveries that wait to be sent now. */
  queued: string[];
  suppressed: number;
}

/** What is to be told: of which kind, about which day, to the guardians of whom. */
export interface Telling {
  institutionId: string;
  kind: SentKind;
  day: LocalDate;
  studentIds: readonly string[];
  /** The purpose of the first message of these; each day has one report unless told otherwise. */
  first?: string;
  /** Who hears of it: everybody unless told otherwise. */
  extentOf?: (studentId: string, school: School) => Extent;
  /** Of the institution: says how a day is named. */
  today: LocalDate;
  timeZone: string;
  now: Date;
}

const written = (
  { reach }: Reader,
  step: { id: string; purpose: string; dueAt: Date; digest: string },
  { language, body, values }: Words,
): Written => {
  const silent = 'silence' in reach;
  return {
    ...step,
    language,
    state: silent ? 'SUPPRESSED' : 'QUEUED',
    reason: silent ? reach.silence : null,
    body: silent ? null : body,
    values: silent ? [] : values,
  };
};

async function rewrite(tx: TenantTx, institutionId: string, rows: Written[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const changed = await tx.$executeRaw`
    UPDATE deliveries d SET language = w.language, state = w.state, reason = w.reason, body = w.body, digest = w.digest,
      values = ARRAY(SELECT jsonb_array_elements_text(w.values)), due_at = w."dueAt", attempts = 0, code = NULL,
      provider_ref = NULL, sent_at = NULL,
      ended_at = CASE WHEN w.state = 'SUPPRESSED' THEN ${now}::timestamptz END, updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS w(id uuid, language text, state text, reason text, body text, values jsonb, digest text, "dueAt" timestamptz)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = w.id AND d.state IN ('QUEUED', 'SUPPRESSED', 'FAILED')
      AND d.trying_at IS NULL`;
  // One has left in this very moment: the job comes again and finds a correction to write.
  if (changed < rows.length) throw new AppError('CONFLICT', 'alreadyThere');
}

/**
 * One message per child for each of its guardians, and jobs to send them, in the same transaction. Telling again writes
 * only what is new: nothing, a message written anew, a correction; what is not true any more and still waits is withdrawn.
 */
export async function tell(tx: TenantTx, telling: Telling): Promise<Composed> {
  const { institutionId, kind, day, studentIds, now, timeZone } = telling;
  const first = telling.first ?? FIRST_REPORT;
  const school = await getSchool(tx, telling);
  const settings = kindOf(school.kinds, kind);
  if (!settings.enabled) return { queued: [], suppressed: 0 };
  const dueAt = dueMoment(settings, { kind, day, now, timeZone });
  const drafts = await draftsOf(tx, telling, school);
  const fresh: Fresh[] = [];
  const again: Written[] = [];
  const over: string[] = [];
  for (const child of await listAddressed(tx, { institutionId, kind, day, first }, studentIds)) {
    const draft = drafts.get(child.studentId);
    if (!draft) {
      // Nothing of it is recorded any more.
      over.push(...child.readers.flatMap(({ known }) => withdrawal(known) ?? []));
      continue;
    }
    const extent = telling.extentOf?.(child.studentId, school) ?? 'ALL';
    for (const reader of child.readers) {
      if (draft.withdrawn && !reader.known.some(({ state }) => state !== 'SUPPRESSED' && state !== 'FAILED'))
        continue;
      const back = draft.withdrawn && !hasGone(reader.known) && withdrawal(reader.known);
      if (back) {
        over.push(back);
        continue;
      }
      const { digest } = draft;
      const step = nextStep(reader.known, digest, 'silence' in reader.reach, { first, extent });
      if (step.act === 'nothing') continue;
      const { purpose } = step;
      const words = await wordsFor(draft, child, { reader, settings, purpose });
      if (step.act === 'rewrite') again.push(written(reader, { id: step.id, purpose, dueAt, digest }, words));
      else {
        const row = written(reader, { id: v7(), purpose, dueAt, digest }, words);
        fresh.push({
          ...row,
          studentId: child.studentId,
          campusId: child.campusId,
          guardianId: reader.guardianId,
        });
      }
    }
  }
  await tx.delivery.createMany({
    skipDuplicates: true,
    data: fresh.map((row) => ({
      ...row,
      institutionId,
      kind,
      day: toDbDate(day),
      channel: school.provider,
      endedAt: row.state === 'SUPPRESSED' ? now : null,
    })),
  });
  await rewrite(tx, institutionId, again, now);
  if (over.length > 0) await endDeliveries(tx, telling, over, { state: 'SUPPRESSED', reason: 'CORRECTED' });
  const all = [...fresh, ...again];
  await standIn(
    tx,
    telling,
    all.flatMap(({ id, state }) => (state === 'SUPPRESSED' ? id : [])),
  );
  const queued = all.filter((row) => row.state === 'QUEUED').map((row) => row.id);
  await queueDeliveries(
    tx,
    telling,
    queued.map((id) => ({ id, dueAt })),
  );
  return { queued, suppressed: all.length - queued.length };
}

const wordsFor = (
  draft: Draft,
  { name, nativeName }: Addressed,
  { reader, settings, purpose }: { reader: Reader; settings: KindSettings; purpose: string },
): Promise<Words> =>
  draft.words(settings.language ?? reader.language, { name, nativeName }, isCorrection(purpose));

/** The reports of everything that is recorded for a halqa's day; of a day that is history, corrections alone. What waits
 *  of a child of whom nothing is recorded any more is withdrawn. */
export async function composeReports(
  tx: TenantTx,
  {
    halqaId,
    date,
    ...input
  }: Omit<Telling, 'kind' | 'day' | 'studentIds'> & { halqaId: string; date: LocalDate },
): Promise<Composed> {
  const { institutionId } = input;
  const { studentIds: recorded, imported } = await listRecorded(tx, { institutionId, halqaId, date });
  const studentIds = [
    ...new Set([...recorded, ...(await listAwaiting(tx, { institutionId, halqaId, date }))]),
  ];
  const { today } = input;
  const extentOf = (id: string, { weeklyHoliday }: School) =>
    reportExtent({ day: date, today, weeklyHoliday, imported: imported.has(id) });
  return tell(tx, { ...input, kind: 'DAILY_REPORT', day: date, studentIds, extentOf });
}

/**
 * One message once more, at the office's wish: what is true now, to that guardian, whatever became of it before. What is
 * on its way, or has arrived, is left alone.
 */
export async function tellAgain(
  tx: TenantTx,
  of: { institutionId: string; deliveryId: string; today: LocalDate; timeZone: string; now: Date },
): Promise<void> {
  const { institutionId, deliveryId: id, now } = of;
  const row = await tx.delivery.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      studentId: true,
      guardianId: true,
      kind: true,
      day: true,
      purpose: true,
      state: true,
      tryingAt: true,
    },
  });
  if (!row || row.tryingAt || (row.state !== 'FAILED' && row.state !== 'SUPPRESSED')) return;
  const kind = row.kind as SentKind;
  const day = fromDbDate(row.day);
  const first = row.purpose.replace(/(^|-)CORRECTION-\d+$/, '') || FIRST_REPORT;
  const school = await getSchool(tx, of);
  const settings = kindOf(school.kinds, kind);
  const telling = { ...of, kind, day, first, studentIds: [row.studentId] };
  const draft = (await draftsOf(tx, telling, school)).get(row.studentId);
  const [child] = await listAddressed(tx, { institutionId, kind, day, first }, telling.studentIds);
  const reader = child?.readers.find(({ guardianId }) => guardianId === row.guardianId);
  if (!draft || draft.withdrawn || !child || !reader) return;
  const { purpose } = row;
  const words = await wordsFor(draft, child, { reader, settings, purpose });
  await rewrite(
    tx,
    institutionId,
    [written(reader, { id, purpose, dueAt: now, digest: draft.digest }, words)],
    now,
  );
  if (!('silence' in reader.reach)) await queueDeliveries(tx, of, [{ id, dueAt: now }]);
}
