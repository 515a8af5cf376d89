import 'server-only';
import { type MessageLanguage, messageLanguages } from '@/lib/adapters/messaging/port';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { getSchool, listReportedChildren } from '../compose/queries';
import { hasFacts, reportParts } from '../compose/rules';
import { reportWriter } from '../compose/words';
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

/** The last day's report of a child of this institution, as its guardians would read it; undefined before any lesson. */
export async function previewReport(tx: TenantTx, of: Of, today: LocalDate): Promise<Preview | undefined> {
  const last = await tx.lesson.findFirst({
    where: of,
    select: { studentId: true, halqaId: true, date: true },
    orderBy: [{ date: 'desc' }, { id: 'desc' }],
  });
  if (!last?.halqaId) return;
  const date = fromDbDate(last.date);
  const children = await listReportedChildren(tx, { ...of, halqaId: last.halqaId, date });
  const child = children.find(({ studentId }) => studentId === last.studentId);
  if (!child || !hasFacts(child.facts)) return;
  const school = await getSchool(tx, of);
  const texts = await Promise.all(
    messageLanguages.map(async (language) => {
      const { words, dayName } = await reportWriter(language);
      const own = (named: { name: string; nativeName: string | null }) =>
        language === 'en' ? named.name : (named.nativeName ?? named.name);
      const told = {
        child: own(child),
        day: dayName(date, today),
        facts: child.facts,
        scheme: juzSchemeOf(child.mushaf as MushafLayout),
      };
      const t = await templateWriter(language);
      const values = {
        child: told.child,
        day: told.day,
        parts: reportParts(words, told),
        school: own(school),
      };
      return [language, t('DAILY_REPORT', values)] as const;
    }),
  );
  return { child: child.name, date, texts: Object.fromEntries(texts) as Preview['texts'] };
}
