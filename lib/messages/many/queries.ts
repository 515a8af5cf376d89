import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { isOpen } from '../channel/rules';
import { getSchool, listAddressed, type Reader } from '../compose/queries';
import { draftsOf } from '../drafts/queries';
import { lastSchoolDay } from '../drafts/rules';
import { kindOf, type SentKind } from '../kinds/schema';
import { type Provider, type Unsent, type Way, wayTo } from '../outbox/rules';
import { templateNameOf } from '../templates/rules';
import type { ManyQuery } from './schema';

export interface Recipient {
  studentId: string;
  child: { name: string; nativeName: string | null };
  /** Undefined where nobody is recorded. */
  guardian: { name: string; nativeName: string | null } | undefined;
  /** Why nothing goes; undefined when it does. */
  reason: Unsent | 'ALREADY' | 'NOTHING' | 'NOBODY' | 'NO_HALQA' | undefined;
  /** WhatsApp cannot reach them: it goes by e-mail. */
  byLetter: boolean;
}
export interface Audience {
  enabled: boolean;
  day: LocalDate;
  halqas: { id: string; name: string; nativeName: string | null }[];
  recipients: Recipient[];
  /** To how many people the number may write first in a day, when these are more. */
  overLimit: number | undefined;
}

/** Who would get a message now, who not, and why: what the sender itself asks, before anybody presses the button. */
export async function getAudience(
  tx: TenantTx,
  {
    institutionId,
    today,
    now,
    kind,
    halqa,
  }: ManyQuery & { institutionId: string; today: LocalDate; now: Date },
): Promise<Audience> {
  const school = await getSchool(tx, { institutionId });
  const halqas = await tx.halqa.findMany({
    where: { institutionId, archivedOn: null },
    select: { id: true, name: true, nativeName: true },
    orderBy: { name: 'asc' },
  });
  const students = await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE', ...(halqa && { halqaId: halqa }) },
    select: { id: true, halqaId: true },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
  });
  const studentIds = students.map(({ id }) => id);
  // What is told is told halqa by halqa.
  const outside = new Set(students.flatMap((one) => (one.halqaId ? [] : one.id)));
  const day = kind === 'WELCOME' ? today : lastSchoolDay(today, school.weeklyHoliday);
  const first = kind === 'WELCOME' ? 'WELCOME' : 'WEEK';
  const drafts = await draftsOf(tx, { institutionId, kind, day, today, studentIds }, school);
  const place = new Map(studentIds.map((id, at) => [id, at]));
  const children = (await listAddressed(tx, { institutionId, kind, day, first }, studentIds)).sort(
    (a, b) => place.get(a.studentId)! - place.get(b.studentId)!,
  );
  const { wayOf, dailyLimit } = await listWays(
    tx,
    { institutionId, kind },
    children.flatMap(({ readers }) => readers),
  );
  const writtenFirst = new Set<string>();
  const recipients = children.flatMap(({ studentId, name, nativeName, readers }): Recipient[] => {
    const child = { name, nativeName };
    if (readers.length === 0)
      return [{ studentId, child, guardian: undefined, reason: 'NOBODY', byLetter: false }];
    return readers.map((reader): Recipient => {
      const { reach, known } = reader;
      const whom = { studentId, child, guardian: { name: reader.name, nativeName: reader.nativeName } };
      const not = (reason: Recipient['reason']) => ({ ...whom, reason, byLetter: false });
      if (outside.has(studentId)) return not('NO_HALQA');
      if (known.some(({ state }) => state !== 'SUPPRESSED' && state !== 'FAILED')) return not('ALREADY');
      if (!drafts.has(studentId)) return not('NOTHING');
      if ('silence' in reach) return not(reach.silence);
      const out = wayTo(wayOf(reader), now);
      if ('unreached' in out) return not(out.unreached);
      if (out.by === 'PHONE' && out.first) writtenFirst.add(reader.phone!);
      return { ...whom, reason: undefined, byLetter: out.by === 'LETTER' };
    });
  });
  const overLimit = dailyLimit && writtenFirst.size > dailyLimit ? dailyLimit : undefined;
  return { enabled: kindOf(school.kinds, kind).enabled, day, halqas, recipients, overLimit };
}

/** How each of these readers is reached: the channel, what is known of their number, the wording in their language. */
async function listWays(
  tx: TenantTx,
  { institutionId, kind }: { institutionId: string; kind: SentKind },
  readers: readonly Reader[],
) {
  const channel = await tx.messageChannel.findFirst({
    where: { institutionId, line: 'WHATSAPP' },
    select: { provider: true, state: true, checkedAt: true, fault: true, dailyLimit: true },
  });
  const templates = await tx.messageTemplate.findMany({
    where: { institutionId, name: templateNameOf(kind) },
    select: { language: true, state: true },
  });
  const numbers = await tx.messageNumber.findMany({
    where: { institutionId, phone: { in: readers.flatMap(({ phone }) => phone ?? []) } },
    select: { phone: true, wrongAt: true, deadAt: true, heardAt: true },
  });
  const numberOf = new Map(numbers.map((one) => [one.phone, one]));
  const wayOf = ({ phone, email, byLetter, language }: Reader): Way => ({
    link: { phone, email, byLetter },
    number: numberOf.get(phone ?? '') ?? { wrongAt: null, deadAt: null, heardAt: null },
    channel: {
      provider: (channel?.provider ?? 'OFF') as Provider,
      ready: channel !== null && isOpen(channel),
    },
    template: templates.find((one) => one.language === language)?.state,
  });
  return { wayOf, dailyLimit: channel?.dailyLimit };
}
