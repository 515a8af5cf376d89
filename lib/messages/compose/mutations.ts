import 'server-only';
import { v7 } from 'uuid';
import { toDbDate } from '@/lib/core/db/dates';
import { enqueueMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { isCorrection, nextStep } from '../rules';
import { listReportedChildren, type Reader, type ReportedChild, type ReportLanguage } from './queries';
import { factsDigest, hasFacts, writeReport } from './rules';
import { reportWriter, type Writer } from './words';

type Written = {
  id: string;
  purpose: string;
  language: ReportLanguage;
  state: 'QUEUED' | 'SUPPRESSED';
  reason: string | null;
  body: string | null;
  digest: string;
};
type Fresh = Written & { studentId: string; campusId: string; guardianId: string };

export interface Composed {
  /** Ids of the deliveries that wait to be sent now. */
  queued: string[];
  suppressed: number;
}

function written(
  child: ReportedChild,
  reader: Reader,
  step: { id: string; purpose: string },
  body: string,
): Written {
  const { reach, language } = reader;
  const silent = 'silence' in reach;
  return {
    id: step.id,
    purpose: step.purpose,
    language,
    state: silent ? 'SUPPRESSED' : 'QUEUED',
    reason: silent ? reach.silence : null,
    body: silent ? null : body,
    digest: factsDigest(child.facts),
  };
}

async function rewrite(tx: TenantTx, institutionId: string, rows: Written[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE deliveries d SET language = w.language, state = w.state, reason = w.reason, body = w.body, digest = w.digest,
      ended_at = CASE WHEN w.state = 'SUPPRESSED' THEN ${now}::timestamptz END, updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id uuid, language text, state text, reason text, body text, digest text)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = w.id AND d.state IN ('QUEUED', 'SUPPRESSED', 'FAILED')`;
}

/**
 * One report per child for each of its guardians, of everything that is recorded for the halqa's day; jobs to send them
 * in the same transaction. Composing again writes only what is new: nothing, a rewritten report, or a correction.
 * @param input.today of the institution: says how a day is named
 */
export async function composeReports(
  tx: TenantTx,
  input: { institutionId: string; halqaId: string; date: LocalDate; today: LocalDate; now: Date },
): Promise<Composed> {
  const { institutionId, date, today, now } = input;
  const children = (await listReportedChildren(tx, input)).filter((child) => hasFacts(child.facts));
  const writers = new Map<ReportLanguage, Writer>();
  for (const language of new Set(children.flatMap((child) => child.readers.map((r) => r.language))))
    writers.set(language, await reportWriter(language));

  const fresh: Fresh[] = [];
  const again: Written[] = [];
  for (const child of children) {
    for (const reader of child.readers) {
      const step = nextStep(reader.known, factsDigest(child.facts), 'silence' in reader.reach);
      if (step.act === 'nothing') continue;
      const { words, dayName } = writers.get(reader.language)!;
      const body = writeReport(words, {
        child: reader.language === 'en' ? child.name : (child.nativeName ?? child.name),
        day: dayName(date, today),
        facts: child.facts,
        scheme: juzSchemeOf(child.mushaf as MushafLayout),
        correction: isCorrection(step.purpose),
      });
      if (step.act === 'rewrite') again.push(written(child, reader, step, body));
      else {
        const { studentId, campusId } = child;
        const row = written(child, reader, { id: v7(), purpose: step.purpose }, body);
        fresh.push({ ...row, studentId, campusId, guardianId: reader.guardianId });
      }
    }
  }
  await tx.delivery.createMany({
    skipDuplicates: true,
    data: fresh.map((row) => ({
      ...row,
      institutionId,
      kind: 'DAILY_REPORT',
      day: toDbDate(date),
      channel: 'LOCAL',
      endedAt: row.state === 'SUPPRESSED' ? now : null,
    })),
  });
  await rewrite(tx, institutionId, again, now);
  const all = [...fresh, ...again];
  const queued = all.filter((row) => row.state === 'QUEUED').map((row) => row.id);
  await enqueueMany(tx, 'messages.send', 'deliveryId', queued);
  return { queued, suppressed: all.length - queued.length };
}
