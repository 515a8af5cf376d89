import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { getSchool, listAddressed } from '../compose/queries';
import { draftsOf } from '../drafts/queries';
import { lastSchoolDay } from '../drafts/rules';
import { kindOf, type SentKind } from '../kinds/schema';
import { type Provider, type Unsent, type Way, wayTo } from '../outbox/rules';
import { templateNameOf } from '../templates/rules';
import type { ManyQuery } from './schema';

export interface Recipient {
  studentId: string;
  child: { name: string; nativeName: string | null };
  guardian: string;
  /** Why nothing goes; undefined when it does. */
  reason: Unsent | 'ALREADY' | 'NOTHING' | undefined;
  /** WhatsApp cannot reach them: it goes by e-mail. */
  byLetter: boolean;
}
export interface Audience {
  enabled: boolean;
  day: LocalDate;
  halqas: { id: string; name: string }[];
  studentIds: string[];
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
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const students = await tx.student.findMany({
    where: { institutionId, status: 'ACTIVE', halqaId: halqa || { not: null } },
    select: { id: true },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
  });
  const studentIds = students.map(({ id }) => id);
  const day = kind === 'WELCOME' ? today : lastSchoolDay(today, school.weeklyHoliday);
  const first = kind === 'WELCOME' ? 'WELCOME' : 'WEEK';
  const drafts = await draftsOf(tx, { institutionId, kind, day, today, studentIds }, school);
  const children = await listAddressed(tx, { institutionId, kind, day, first }, studentIds);
  const { wayOf, dailyLimit } = await listWays(tx, { institutionId, kind, studentIds });
  const writtenFirst = new Set<string>();
  const recipients = children.flatMap(({ studentId, name, nativeName, readers }) =>
    readers.map(({ guardianId, language, reach, known }): Recipient => {
      const { guardian, way } = wayOf(guardianId, language);
      const whom = { studentId, child: { name, nativeName }, guardian };
      const not = (reason: Recipient['reason']) => ({ ...whom, reason, byLetter: false });
      if (known.some(({ state }) => state !== 'SUPPRESSED' && state !== 'FAILED')) return not('ALREADY');
      if (!drafts.has(studentId)) return not('NOTHING');
      if ('silence' in reach) return not(reach.silence);
      const out = wayTo(way, now);
      if ('unreached' in out) return not(out.unreached);
      if (out.by === 'PHONE' && out.first) writtenFirst.add(way.link.phone!);
      return { ...whom, reason: undefined, byLetter: out.by === 'LETTER' };
    }),
  );
  const overLimit = dailyLimit && writtenFirst.size > dailyLimit ? dailyLimit : undefined;
  return { enabled: kindOf(school.kinds, kind).enabled, day, halqas, studentIds, recipients, overLimit };
}

/** How each guardian of these children is reached: number and letter, the channel, and the wording in a language. */
async function listWays(
  tx: TenantTx,
  { institutionId, kind, studentIds }: { institutionId: string; kind: SentKind; studentIds: string[] },
) {
  const channel = await tx.messageChannel.findFirst({
    where: { institutionId, line: 'WHATSAPP' },
    select: { provider: true, state: true, dailyLimit: true },
  });
  const templates = await tx.messageTemplate.findMany({
    where: { institutionId, name: templateNameOf(kind) },
    select: { language: true, state: true },
  });
  const guardians = await tx.guardian.findMany({
    where: { institutionId, children: { some: { studentId: { in: studentIds } } } },
    select: {
      id: true,
      name: true,
      contacts: {
        select: { kind: true, value: true },
        orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
      },
    },
  });
  const numbers = await tx.messageNumber.findMany({
    where: {
      institutionId,
      OR: [{ wrongAt: { not: null } }, { deadAt: { not: null } }, { heardAt: { not: null } }],
    },
    select: { phone: true, wrongAt: true, deadAt: true, heardAt: true },
  });
  const guardianOf = new Map(guardians.map((one) => [one.id, one]));
  const numberOf = new Map(numbers.map((one) => [one.phone, one]));
  const wayOf = (guardianId: string, language: string): { guardian: string; way: Way } => {
    const { name = '', contacts = [] } = guardianOf.get(guardianId) ?? {};
    const firstOf = (kind: string) => contacts.find((one) => one.kind === kind)?.value;
    const phone = firstOf('PHONE');
    return {
      guardian: name,
      way: {
        link: { phone, email: firstOf('EMAIL') },
        number: numberOf.get(phone ?? '') ?? { wrongAt: null, deadAt: null, heardAt: null },
        channel: { provider: (channel?.provider ?? 'OFF') as Provider, ready: channel?.state === 'READY' },
        template: templates.find((one) => one.language === language)?.state,
      },
    };
  };
  return { wayOf, dailyLimit: channel?.dailyLimit };
}
