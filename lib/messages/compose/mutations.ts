import 'server-only';
import { v7 } from 'uuid';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { gradeWord } from '@/lib/lessons/grading/rules';
import { readGrading } from '@/lib/lessons/grading/schema';
import type { Grade } from '@/lib/lessons/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { getSettings } from '@/lib/settings/queries';
import { dueMoment } from '../kinds/rules';
import { kindOf } from '../kinds/schema';
import { queueDeliveries } from '../outbox/mutations';
import { isCorrection, nextStep } from '../rules';
import {
  getSchool,
  listReportedChildren,
  type Reader,
  type ReportedChild,
  type ReportLanguage,
} from './queries';
import { factsDigest, hasFacts, reportParts, writeReport } from './rules';
import { reportWriter, type Writer } from './words';

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

type Words = { language: ReportLanguage; body: string; values: string[] };

function written(
  child: ReportedChild,
  { reach }: Reader,
  step: { id: string; purpose: string; dueAt: Date },
  { language, body, values }: Words,
): Written {
  const silent = 'silence' in reach;
  return {
    ...step,
    language,
    state: silent ? 'SUPPRESSED' : 'QUEUED',
    reason: silent ? reach.silence : null,
    body: silent ? null : body,
    values: silent ? [] : values,
    digest: factsDigest(child.facts),
  };
}

async function rewrite(tx: TenantTx, institutionId: string, rows: Written[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const changed = await tx.$executeRaw`
    UPDATE deliveries d SET language = w.language, state = w.state, reason = w.reason, body = w.body, digest = w.digest,
      values = ARRAY(SELECT jsonb_array_elements_text(w.values)), due_at = w."dueAt", attempts = 0, code = NULL,
      ended_at = CASE WHEN w.state = 'SUPPRESSED' THEN ${now}::timestamptz END, updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS w(id uuid, language text, state text, reason text, body text, values jsonb, digest text, "dueAt" timestamptz)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = w.id AND d.state IN ('QUEUED', 'SUPPRESSED', 'FAILED')
      AND d.trying_at IS NULL`;
  // One has left in this very moment: the job comes again and finds a correction to write.
  if (changed < rows.length) throw new AppError('CONFLICT', 'alreadyThere');
}

/**
 * One report per child for each of its guardians, of everything that is recorded for the halqa's day; jobs to send them
 * in the same transaction. Composing again writes only what is new: nothing, a rewritten report, or a correction.
 * @param input.today of the institution: says how a day is named
 */
export async function composeReports(
  tx: TenantTx,
  input: {
    institutionId: string;
    halqaId: string;
    date: LocalDate;
    today: LocalDate;
    timeZone: string;
    now: Date;
  },
): Promise<Composed> {
  const { institutionId, date, today, timeZone, now } = input;
  const school = await getSchool(tx, input);
  const names = readGrading((await getSettings(tx, input)).grading).words;
  const kind = kindOf(school.kinds, 'DAILY_REPORT');
  if (!kind.enabled) return { queued: [], suppressed: 0 };
  const dueAt = dueMoment(kind, date, now, timeZone);
  const children = (await listReportedChildren(tx, input)).filter((child) => hasFacts(child.facts));
  const languageOf = (reader: Reader) => kind.language ?? reader.language;
  const writers = new Map<ReportLanguage, Writer>();
  for (const language of new Set(children.flatMap((child) => child.readers.map(languageOf))))
    writers.set(language, await reportWriter(language));

  function wordsFor(child: ReportedChild, language: ReportLanguage, correction: boolean): Words {
    const { words, dayName } = writers.get(language)!;
    const own = <T extends { name: string; nativeName: string | null }>({ name, nativeName }: T) =>
      language === 'en' ? name : (nativeName ?? name);
    const scheme = juzSchemeOf(child.mushaf as MushafLayout);
    const ownGrade = (grade: Grade) => gradeWord(names, grade, language);
    const told = { child: own(child), day: dayName(date, today), facts: child.facts, scheme, ownGrade };
    const values = [told.child, told.day, reportParts(words, told), own(school)];
    return { language, body: writeReport(words, { ...told, correction }), values };
  }

  const fresh: Fresh[] = [];
  const again: Written[] = [];
  for (const child of children) {
    for (const reader of child.readers) {
      const step = nextStep(reader.known, factsDigest(child.facts), 'silence' in reader.reach);
      if (step.act === 'nothing') continue;
      const { purpose } = step;
      const words = wordsFor(child, languageOf(reader), isCorrection(purpose));
      if (step.act === 'rewrite') again.push(written(child, reader, { id: step.id, purpose, dueAt }, words));
      else {
        const { studentId, campusId } = child;
        const row = written(child, reader, { id: v7(), purpose, dueAt }, words);
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
      channel: school.provider,
      endedAt: row.state === 'SUPPRESSED' ? now : null,
    })),
  });
  await rewrite(tx, institutionId, again, now);
  const all = [...fresh, ...again];
  const queued = all.filter((row) => row.state === 'QUEUED').map((row) => row.id);
  await queueDeliveries(
    tx,
    { institutionId, now },
    queued.map((id) => ({ id, dueAt })),
  );
  return { queued, suppressed: all.length - queued.length };
}
