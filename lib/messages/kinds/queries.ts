import 'server-only';
import { type MessageLanguage, messageLanguages } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getSchool } from '../compose/queries';
import { draftsOf } from '../drafts/queries';
import { wordings } from '../templates/rules';
import { templateWriter } from '../templates/words';
import { type KindSettings, kindOf, SENT_KINDS, type SentKind } from './schema';

type Of = { institutionId: string };

export async function getKinds(tx: TenantTx, of: Of): Promise<Record<SentKind, KindSettings>> {
  const { kinds } = await getSchool(tx, of);
  return Object.fromEntries(SENT_KINDS.map((kind) => [kind, kindOf(kinds, kind)])) as Record<
    SentKind,
    KindSettings
  >;
}

export interface Preview {
  child: string;
  date: LocalDate;
  texts: Record<MessageLanguage, string>;
}
type Cause = {
  kind: SentKind;
  studentId: string;
  name: string;
  nativeName: string | null;
  day: LocalDate;
  first: string | null;
};

/** The last occasion that there was for a message of each kind, each with its child. One statement. */
function lastCauses(tx: TenantTx, { institutionId: id }: Of, today: LocalDate): Promise<Cause[]> {
  return tx.$queryRaw<Cause[]>`
    SELECT c.kind, c.student_id AS "studentId", s.name, s.native_name AS "nativeName", c.day::text AS day, c.first FROM (
      (SELECT 'ABSENCE_ALERT' AS kind, student_id, date AS day, session AS first FROM attendance
        WHERE institution_id = ${id}::uuid AND status = 'ABSENT' ORDER BY date DESC, id DESC LIMIT 1)
      UNION ALL (SELECT 'TEST_RESULT', student_id, held_on, test_id::text FROM jaiza_results
        WHERE institution_id = ${id}::uuid ORDER BY held_on DESC, id DESC LIMIT 1)
      UNION ALL (SELECT 'WELCOME', id, ${today}::date, NULL FROM students
        WHERE institution_id = ${id}::uuid AND status = 'ACTIVE' ORDER BY id DESC LIMIT 1)
      UNION ALL (SELECT k.kind, l.student_id, l.date, NULL FROM unnest(ARRAY['DAILY_REPORT', 'WEEKLY_REPORT']) AS k(kind),
        (SELECT student_id, date FROM lessons WHERE institution_id = ${id}::uuid ORDER BY date DESC, id DESC LIMIT 1) l)
    ) c JOIN students s ON s.institution_id = ${id}::uuid AND s.id = c.student_id`;
}

/** A message of each kind about a real child, as its guardians would read it; without a cause so far, none. */
export async function previewKinds(
  tx: TenantTx,
  of: Of,
  today: LocalDate,
): Promise<Partial<Record<SentKind, Preview>>> {
  const school = await getSchool(tx, of);
  const previews: Partial<Record<SentKind, Preview>> = {};
  for (const { kind, studentId, day, first, ...child } of await lastCauses(tx, of, today)) {
    const asked = { ...of, kind, day, today, studentIds: [studentId], ...(first && { first }) };
    const draft = (await draftsOf(tx, asked, school)).get(studentId);
    if (!draft) continue;
    const texts = await Promise.all(
      messageLanguages.map(async (language) => {
        const { values } = await draft.words(language, child, false);
        const t = await templateWriter(language);
        return [
          language,
          t(kind, Object.fromEntries(wordings[kind].map((place, i) => [place, values[i]!]))),
        ] as const;
      }),
    );
    previews[kind] = { child: child.name, date: day, texts: Object.fromEntries(texts) as Preview['texts'] };
  }
  return previews;
}
