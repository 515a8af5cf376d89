import 'server-only';
import { type MessageLanguage, messageLanguages } from '@/lib/adapters/messaging/port';
import { fromDbDate } from '@/lib/core/db/dates';
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
type Cause = { studentId: string; day: LocalDate; first?: string } | undefined;

/** The last occasion there was for a message of a kind, of a child of this institution. */
async function lastCause(tx: TenantTx, of: Of, kind: SentKind, today: LocalDate): Promise<Cause> {
  const { institutionId } = of;
  const latest = [{ date: 'desc' }, { id: 'desc' }] as const;
  if (kind === 'ABSENCE_ALERT') {
    const row = await tx.attendance.findFirst({
      where: { institutionId, status: 'ABSENT' },
      select: { studentId: true, date: true, session: true },
      orderBy: [...latest],
    });
    return row ? { studentId: row.studentId, day: fromDbDate(row.date), first: row.session } : undefined;
  }
  if (kind === 'TEST_RESULT') {
    const row = await tx.jaizaResult.findFirst({
      where: { institutionId },
      select: { studentId: true, heldOn: true, testId: true },
      orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    });
    return row ? { studentId: row.studentId, day: fromDbDate(row.heldOn), first: row.testId } : undefined;
  }
  if (kind === 'WELCOME') {
    const row = await tx.student.findFirst({
      where: { institutionId, status: 'ACTIVE' },
      select: { id: true },
      orderBy: { id: 'desc' },
    });
    return row ? { studentId: row.id, day: today } : undefined;
  }
  const row = await tx.lesson.findFirst({
    where: { institutionId },
    select: { studentId: true, date: true },
    orderBy: [...latest],
  });
  return row ? { studentId: row.studentId, day: fromDbDate(row.date) } : undefined;
}

/** A message of each kind about a real child, as its guardians would read it; without a cause so far, none. */
export async function previewKinds(
  tx: TenantTx,
  of: Of,
  today: LocalDate,
): Promise<Partial<Record<SentKind, Preview>>> {
  const school = await getSchool(tx, of);
  const previews: Partial<Record<SentKind, Preview>> = {};
  for (const kind of SENT_KINDS) {
    const cause = await lastCause(tx, of, kind, today);
    if (!cause) continue;
    const { studentId, day } = cause;
    const asked = {
      ...of,
      kind,
      day,
      today,
      studentIds: [studentId],
      ...(cause.first && { first: cause.first }),
    };
    const draft = (await draftsOf(tx, asked, school)).get(studentId);
    const child = await tx.student.findUniqueOrThrow({
      where: { institutionId_id: { ...of, id: studentId } },
      select: { name: true, nativeName: true },
    });
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
